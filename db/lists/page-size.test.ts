import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { listAudit } from "@/db/audit/list";
import { getInvitation } from "@/db/invitations/get";
import { listInvitations } from "@/db/invitations/list";
import { listMembers } from "@/db/memberships/list";
import { getOverview } from "@/db/overview/get";
import { testDatabase } from "@/db/testing/database";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { getUser } from "@/db/users/get";

const { db } = testDatabase();
let scenario: Scenario;
let invitationId: string;

const GROUPS = 300;
const EVENTS = 60;

/** An organization in which every list has the maximum length, with the longest names. */
beforeAll(async () => {
  scenario = await seedScenario(db);
  const here = scenario.organizations.acme.id;
  ({ invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace"));
  await db.execute(sql`
    insert into groups (organization_id, name)
    select ${here}, rpad('Group ' || lpad(n::text, 3, '0'), 120, '<') from generate_series(1, ${GROUPS}) n`);
  const long = sql`organization_id = ${here} and name like 'Group %'`;
  await db.execute(sql`
    insert into membership_groups (organization_id, user_id, group_id)
    select ${here}, ${scenario.userId("sam")}, id from groups where ${long}`);
  await db.execute(sql`
    insert into invitation_groups (organization_id, invitation_id, group_id, group_name)
    select ${here}, ${invitationId}, id, name from groups where ${long}`);
  await db.execute(sql`
    insert into audit_events (organization_id, actor_name, action, subject_id, subject_name, details)
    select ${here}, 'alex', action, ${invitationId}, 'grace', jsonb_build_object('groups', names, 'added', names)
    from generate_series(1, ${EVENTS}) n
    cross join (values ('invitations.edit'), ('invitations.create')) as events (action)
    cross join (select jsonb_agg(name order by name) as names from groups where ${long}) as long`);
});

const now = new Date();
const list = { after: null, before: null, search: "", descending: false };

const PAGES: Readonly<Record<string, () => Promise<unknown>>> = {
  "the page of an invitation": async () =>
    (await getInvitation({ ctx: await scenario.contextOf("alex", "acme"), invitationId, now })).history,
  "the overview": async () => await getOverview(await scenario.contextOf("alex", "acme")),
  "the audit log": async () =>
    await listAudit({
      ctx: await scenario.contextOf("alex", "acme"),
      input: {
        ...list,
        person: null,
        action: null,
        object: null,
        from: null,
        to: null,
        timeZone: "UTC",
        outcome: null,
      },
    }),
  "the list of users": async () =>
    await listMembers({
      ctx: await scenario.contextOf("alex", "acme"),
      input: { ...list, sort: "name" },
    }),
  "the list of invitations": async () =>
    await listInvitations({
      ctx: await scenario.contextOf("alex", "acme"),
      input: { ...list, sort: "username", filter: "all" },
      now,
    }),
};

test.each(Object.entries(PAGES))(
  "%s reads little, even if its lists have the maximum length",
  async (_, read) => {
    expect(JSON.stringify(await read()).length).toBeLessThan(130_000);
  },
);

test("the page of an invitation has the last 50 events and says whether there are earlier ones", async () => {
  const ctx = await scenario.contextOf("alex", "acme");
  const { history, hasEarlierEvents } = await getInvitation({ ctx, invitationId, now });
  expect([history.length, hasEarlierEvents]).toEqual([50, true]);
  const [first] = history;
  expect(first?.details.added).toHaveLength(6);
  expect(first?.details.added).toMatchObject(
    [/^Group 001/, /^Group 002/, {}, {}, {}, GROUPS - 5].map(matching),
  );
  const other = await scenario.inviteAndDeliver("alex", "acme", "linus");
  expect(await getInvitation({ ctx, invitationId: other.invitationId, now })).toMatchObject({
    hasEarlierEvents: false,
  });
});

function matching(expected: unknown): unknown {
  if (expected instanceof RegExp) return expect.stringMatching(expected);
  return typeof expected === "number" ? expected : expect.any(String);
}

test("lists have the first groups and their number, and the pages of a user and an invitation have all", async () => {
  const ctx = await scenario.contextOf("alex", "acme");
  const userId = scenario.userId("sam");
  const { rows } = await listMembers({ ctx, input: { ...list, sort: "name" } });
  const sam = rows.find((row) => row.userId === userId);
  expect(sam).toMatchObject({ groupCount: GROUPS });
  expect(sam?.groups.map(({ name }) => name.slice(0, 9))).toEqual(
    Array.from({ length: 10 }, (_, n) => `Group ${String(n + 1).padStart(3, "0")}`),
  );
  const invitations = await listInvitations({
    ctx,
    input: { ...list, sort: "username", filter: "all" },
    now,
  });
  const invitation = invitations.rows.find(({ id }) => id === invitationId);
  expect(invitation?.groups).toHaveLength(10);
  expect(invitation).toMatchObject({ groupCount: GROUPS });
  expect((await getUser({ ctx, userId })).groups).toHaveLength(GROUPS);
  expect((await getInvitation({ ctx, invitationId, now })).groups).toHaveLength(GROUPS);
});
