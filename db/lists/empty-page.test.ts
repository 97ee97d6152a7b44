import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { deleteInvitations } from "@/db/invitations/delete";
import { listInvitations } from "@/db/invitations/list";
import { listMembers } from "@/db/memberships/list";
import { testDatabase } from "@/db/testing/database";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { insertUser } from "@/db/users/insert";

const { db } = testDatabase();

const first = { descending: false, search: "", after: null, before: null } as const;

test("after all rows of the last page are deleted, the page before it is shown", async () => {
  const scenario = await inviteMany(45);
  const ctx = await scenario.contextOf("alex", "acme");
  const list = (at: { after?: string | null; before?: string | null }) =>
    listInvitations({ ctx, input: { ...first, sort: "username", filter: "all", ...at }, now: new Date() });
  const second = await list({ after: (await list({})).next });
  const third = await list({ after: second.next });
  expect(third.rows).toHaveLength(5);
  await deleteInvitations({ ctx, input: { invitationIds: third.rows.map(({ id }) => id) } });

  const left = await list({ after: second.next });
  expect(left.rows.map(({ username }) => username)).toEqual(second.rows.map(({ username }) => username));
  expect(left.next).toBeNull();
  expect((await list({ before: left.previous })).rows).toHaveLength(20);
});

test("rows that move past the cursor while emails are sent leave no empty page", async () => {
  const scenario = await inviteMany(45);
  const ctx = await scenario.contextOf("alex", "acme");
  const list = (after: string | null) =>
    listInvitations({
      ctx,
      input: { ...first, sort: "sent", descending: true, filter: "all", after },
      now: new Date(),
    });
  const { next } = await list(null);
  await db.execute(sql`
    update invitations set email_state = 'sent', sent_at = now() + interval '1 minute'
    where organization_id = ${scenario.organizations.acme.id}`);
  const second = await list(next);
  expect(second.rows).toHaveLength(20);
  expect(second.previous).not.toBeNull();
});

test("the page before deleted rows is the first page", async () => {
  const scenario = await inviteMany(25);
  const ctx = await scenario.contextOf("alex", "acme");
  const list = (at: { after?: string | null; before?: string | null }) =>
    listInvitations({ ctx, input: { ...first, sort: "username", filter: "all", ...at }, now: new Date() });
  const page = await list({});
  const { previous } = await list({ after: page.next });
  await deleteInvitations({ ctx, input: { invitationIds: page.rows.map(({ id }) => id) } });
  expect(await list({ before: previous })).toMatchObject({ rows: { length: 5 }, previous: null, next: null });
});

test("an empty list has one empty page for every cursor", async () => {
  const scenario = await inviteMany(25);
  const ctx = await scenario.contextOf("alex", "acme");
  const list = (search: string, after: string | null) =>
    listMembers({ ctx, input: { ...first, sort: "name", search, after } });
  const { next } = await list("", null);
  expect(await list("nobody", next ?? "WyJ6IiwiNWVlZDAwMDAtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDAwMDAyIl0")).toEqual(
    {
      rows: [],
      total: { count: 0, more: false },
      previous: null,
      next: null,
    },
  );
});

/** Adds users to the parent and invites them. */
async function inviteMany(count: number): Promise<Scenario> {
  const scenario = await seedScenario(db);
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
  return scenario;
}
