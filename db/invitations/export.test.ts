import { expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { Forbidden } from "@/db/errors";
import { testDatabase } from "@/db/testing/database";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { insertUser } from "@/db/users/insert";
import { deleteInvitations } from "./delete";
import { exportInvitations } from "./export";
import { INVITATION_FILTERS, listInvitations } from "./list";

const { db, url } = testDatabase();
const order = { sort: "username", descending: false } as const;
const now = new Date();

test("an export reads all invitations, 25 at a time, only when they are requested", async () => {
  const scenario = await seedScenario(db);
  await inviteMany(scenario, 60);
  const statements: string[] = [];
  const counting = createDatabase(url, { connections: 1, onStatement: (text) => statements.push(text) });
  const ctx = { ...(await scenario.contextOf("alex", "acme")), db: counting };
  const sizes: number[] = [];
  const input = { ...order, search: "", filter: "all" } as const;
  for await (const rows of exportInvitations({ ctx, input, now })) {
    sizes.push(rows.length);
    expect(statements).toHaveLength(sizes.length);
  }
  expect(sizes).toEqual([25, 25, 10]);
  await counting.close();
});

test.each(INVITATION_FILTERS)("an export has the rows of the list, filtered: %s", async (filter) => {
  const scenario = await seedScenario(db);
  await scenario.invite(
    "alex",
    "acme",
    ["grace", "linus"],
    [scenario.organizations.acme.administratorsGroupId],
  );
  const ctx = await scenario.contextOf("alex", "acme");
  const all = { ...order, search: "", filter: "all", after: null, before: null } as const;
  const { rows: pending } = await listInvitations({ ctx, input: all, now });
  await deleteInvitations({ ctx, input: { invitationIds: pending.slice(0, 1).map(({ id }) => id) } });
  const { rows } = await listInvitations({ ctx, input: { ...all, filter }, now });
  const { value } = await exportInvitations({ ctx, input: { ...all, filter }, now }).next();
  expect(value).toEqual(rows); // so an email address is hidden there, too
});

test("an export contains no link, and nothing from which a link can be derived", async () => {
  const scenario = await seedScenario(db);
  const { link } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  const ctx = await scenario.contextOf("alex", "acme");
  const input = { ...order, search: "", filter: "all" } as const;
  const { value } = await exportInvitations({ ctx, input, now }).next();
  expect(value).toHaveLength(1);
  expect(JSON.stringify(value)).not.toContain(link);
  expect(
    Object.keys(value?.[0] ?? {}).filter((name) => /link(?!Requested)|hash|sending/i.test(name)),
  ).toEqual([]);
});

test("an export needs the permission to see invitations", async () => {
  const scenario = await seedScenario(db);
  const ctx = { ...(await scenario.contextOf("alex", "acme")), permissions: new Set<never>() };
  const input = { ...order, search: "", filter: "all" } as const;
  await expect(exportInvitations({ ctx, input, now }).next()).rejects.toThrow(Forbidden);
});

async function inviteMany(scenario: Scenario, count: number): Promise<void> {
  const usernames = Array.from({ length: count }, (_, at) => `person-${String(at).padStart(2, "0")}`);
  for (const username of usernames) {
    await insertUser(db, {
      organizationId: scenario.organizations.meridian.id,
      username,
      name: username,
      email: `${username}@meridian.example`,
      password: null,
    });
  }
  await scenario.invite("alex", "acme", usernames);
}
