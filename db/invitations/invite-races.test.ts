import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { inviteUsers } from "@/db/invitations/invite";
import type { RequestContext } from "@/db/request-context";
import { testDatabase } from "@/db/testing/database";
import { race } from "@/db/testing/race";
import { type Scenario, seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();

test("inviting the same users at the same time in any order never deadlocks", async () => {
  const scenario = await seedScenario(db);
  const people = await seedPeople(scenario, 120);
  const [alex, ada] = [await scenario.contextOf("alex", "acme"), await scenario.contextOf("ada", "meridian")];
  const atAcme: RequestContext = { ...ada, organization: alex.organization };
  const few = people.filter((_, at) => at % 9 === 0);
  const inviting = [people, few.toReversed(), few, people.toReversed()].map(
    (usernames, at) => () =>
      inviteUsers({
        ctx: at % 2 ? alex : atAcme,
        input: { usernames, groupIds: [], requestId: crypto.randomUUID() },
      }),
  );
  // A row in the middle, so that commands that start from either end have already locked others.
  const lock = sql`
    select from memberships
    where organization_id = ${scenario.organizations.meridian.id} and username = ${people[63]}
    for update`;
  const invite = async () => {
    for (const { status } of await race(db, inviting, { lock })) expect(status).toBe("fulfilled");
  };
  await invite();
  await db.execute(
    sql`update invitations set expires_at = now() where organization_id = ${alex.organization.id}`,
  );
  await invite();
  const [row] = await db.execute<{ pending: number; replaced: number }>(sql`
    select count(*) filter (where status = 'pending')::int as pending,
      count(*) filter (where end_reason = 'replaced')::int as replaced
    from invitations where organization_id = ${alex.organization.id}`);
  expect(row).toEqual({ pending: people.length, replaced: people.length });
});

test("replacing ended memberships while a child organization invites the same users never deadlocks", async () => {
  const scenario = await seedScenario(db);
  const { meridian, acme } = scenario.organizations;
  const usernames = await seedPeople(scenario, 40);
  await db.execute(sql`
    insert into memberships (
      organization_id, user_id, root_id, origin, parent_organization_id, parent_ends_at, ends_at, username, name, search
    )
    select ${acme.id}, user_id, root_id, 'invited', organization_id, ends, now(), username, name, search
    from memberships
    where organization_id = ${meridian.id} and starts_with(username, 'person-')
    order by user_id desc`);
  // A row in the middle, so that commands that start from either end have already locked others.
  const lock = sql`
    select from memberships
    where organization_id = ${acme.id} and user_id = (
      select user_id from memberships
      where organization_id = ${acme.id} and starts_with(username, 'person-')
      order by user_id limit 1 offset 20
    )
    for update`;
  const results = await race(
    db,
    [() => scenario.invite("alex", "acme", usernames), () => scenario.invite("elena", "europe", usernames)],
    { lock },
  );
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
});

/** More members of meridian. The order of their ids differs from that of their names. */
async function seedPeople({ organizations }: Scenario, count: number): Promise<string[]> {
  const rows = await db.execute<{ username: string }>(sql`
    with inserted as (
      insert into users (root_id, managing_organization_id, username, name, email)
      select
        ${organizations.meridian.id}, ${organizations.meridian.id}, 'person-' || n, 'Person ' || n,
        'person-' || n || '@meridian.example'
      from generate_series(1, ${count}::int) n
      returning *
    )
    insert into memberships (organization_id, user_id, root_id, origin, username, name, search)
    select ${organizations.meridian.id}, id, root_id, 'managed', username, name, search
    from inserted
    returning username`);
  return rows.map(({ username }) => username);
}
