import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { acceptInvitation } from "@/db/invitations/accept";
import { testDatabase } from "@/db/testing/database";
import { type Person, type Scenario, seedScenario } from "@/db/testing/scenario";
import { joinMany } from "@/db/testing/seed-organizations";
import { getMyOrganizations, type MyMemberships } from "./my-organizations";

const { db } = testDatabase();
const first = { sort: "name", descending: false, search: "", after: null, before: null } as const;

test("users see their memberships", async () => {
  const scenario = await seedScenario(db);
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
  const organization = await organizationsOf(scenario, "grace");
  expect(organization).toMatchObject({
    actor: { username: "grace", managedBy: { name: "Meridian Group" } },
    home: { name: "Meridian Group", enterable: false, active: true },
    joined: { rows: [{ name: "Acme Travel", invitedBy: "Alex Morgan", enterable: false }] },
  });
});

test("an ended session sees nothing", async () => {
  const scenario = await seedScenario(db);
  const session = { ...(await scenario.session("grace")), id: randomUUID() };
  expect(await getMyOrganizations({ db, session, input: first, requestedId: null })).toBeNull();
});

test("users see which memberships and pending invitations end if they leave an organization", async () => {
  const scenario = await seedScenario(db);
  const { acme, europe, globex } = scenario.organizations;
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
  await acceptInvitation((await scenario.inviteAndDeliver("hank", "globex", "grace")).response);
  await scenario.inviteAndDeliver("elena", "europe", "grace");
  const getEndings = async () =>
    Object.fromEntries(
      (await organizationsOf(scenario, "grace"))?.joined.rows.map(({ id, ending }) => [id, ending]) ?? [],
    );
  const nothing = { memberships: 0, pendingInvitations: 0, names: [] };
  expect(await getEndings()).toEqual({
    [acme.id]: { ...nothing, pendingInvitations: 1 },
    [globex.id]: nothing,
  });
  await db.execute(sql`update invitations set status = 'deleted', ended_at = now(), end_reason = 'deleted'
    where organization_id = ${europe.id}`);
  await acceptInvitation((await scenario.inviteAndDeliver("elena", "europe", "grace")).response);
  expect(await getEndings()).toMatchObject({
    [acme.id]: { memberships: 1, pendingInvitations: 0, names: ["Acme Travel Europe"] },
    [globex.id]: nothing,
    [europe.id]: nothing,
  });
});

test("the name of the requested organization is shown only to its members", async () => {
  const scenario = await seedScenario(db);
  const { meridian, acme } = scenario.organizations;
  expect((await organizationsOf(scenario, "grace", { requestedId: meridian.id }))?.requestedName).toBe(
    "Meridian Group",
  );
  expect((await organizationsOf(scenario, "grace", { requestedId: acme.id }))?.requestedName).toBeNull();
  expect((await organizationsOf(scenario, "grace", { requestedId: "nonsense" }))?.requestedName).toBeNull();
});

test.each([30, 1100])("a member of %d organizations can page through all of them by name", async (count) => {
  const scenario = await seedScenario(db);
  await joinMany(scenario, "grace", count);
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const organization = await organizationsOf(scenario, "grace", { after });
    expect(organization?.joined.total).toEqual({ count: Math.min(count, 1000), more: count > 1000 });
    seen.push(...(organization?.joined.rows.map(({ name }) => name) ?? []));
    after = organization?.joined.next ?? null;
  } while (after);
  expect(seen).toEqual(Array.from({ length: count }, (_, at) => `Branch ${at + 1001}`));
});

test.each([30, 1100])(
  "a member of %d organizations finds each match once, for searches that match all, few or none",
  async (count) => {
    const scenario = await seedScenario(db);
    await joinMany(scenario, "grace", count);
    const all = Array.from({ length: count }, (_, at) => `Branch ${at + 1001}`);
    for (const search of ["branch", "ran", "br", "RANCH 1017", "branch 30", "other", "nothing"]) {
      const expected = all.filter((name) => name.toLowerCase().includes(search.toLowerCase()));
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { joined }: MyMemberships = await searchAsGrace(scenario, { search, after });
        expect(joined.total).toEqual({
          count: Math.min(expected.length, 1000),
          more: expected.length > 1000,
        });
        seen.push(...joined.rows.map(({ name }) => name));
        after = joined.next;
      } while (after);
      expect(seen).toEqual(expected);
    }
  },
);

async function searchAsGrace(
  scenario: Scenario,
  input: { after: string | null; search: string },
): Promise<MyMemberships> {
  const organization = await organizationsOf(scenario, "grace", input);
  if (!organization) throw new Error("The session has ended.");
  return organization;
}

async function organizationsOf(
  scenario: Scenario,
  person: Person,
  {
    requestedId = null,
    ...input
  }: { requestedId?: string | null; after?: string | null; search?: string } = {},
) {
  return getMyOrganizations({
    db,
    session: await scenario.session(person),
    input: { ...first, ...input },
    requestedId,
  });
}
