import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { inviteUsers } from "@/db/invitations/invite";
import type { RequestContext } from "@/db/request-context";
import { testDatabase } from "@/db/testing/database";
import { repeatRace } from "@/db/testing/repeat-race";
import { type Scenario, seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();

repeatRace("inviting the same users at the same time in any order never deadlocks", raceInvitations, 5);

async function raceInvitations() {
  const scenario = await seedScenario(db);
  const people = await seedPeople(scenario, 120);
  const [alex, ada] = [await scenario.contextOf("alex", "acme"), await scenario.contextOf("ada", "meridian")];
  const atAcme: RequestContext = { ...ada, organization: alex.organization };
  const few = people.filter((_, at) => at % 9 === 0);
  const inviting = () =>
    Promise.all(
      [people, few.toReversed(), few, people.toReversed()].map((usernames, at) =>
        inviteUsers({
          ctx: at % 2 ? alex : atAcme,
          input: { usernames, groupIds: [], requestId: crypto.randomUUID() },
        }),
      ),
    );
  await inviting();
  await db.execute(
    sql`update invitations set expires_at = now() where organization_id = ${alex.organization.id}`,
  );
  await inviting();
  const [row] = await db.execute<{ pending: number; replaced: number }>(sql`
    select count(*) filter (where status = 'pending')::int as pending,
      count(*) filter (where end_reason = 'replaced')::int as replaced
    from invitations where organization_id = ${alex.organization.id}`);
  expect(row).toEqual({ pending: people.length, replaced: people.length });
}

/** More members of meridian, whose ids are in another order than their names. */
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
