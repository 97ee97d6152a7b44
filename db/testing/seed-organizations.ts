import { sql } from "drizzle-orm";
import type { Person, Scenario } from "./scenario";

/**
 * Creates child organizations of Meridian: `count` of them with the person as a member, "Branch 1001" and so on, and as many
 * without members, "Other branch 1001" and so on. In every second branch, starting with "Branch 1001", the person has
 * users.view.
 */
export async function joinMany(scenario: Scenario, person: Person, count: number): Promise<void> {
  const { meridian } = scenario.organizations;
  await scenario.db.execute(sql`
    with made as (
      insert into organizations (id, path, name)
      select id, array[${meridian.id}::uuid, id], case when n % 2 = 0 then 'Branch ' else 'Other branch ' end || 1000 + n / 2
      from (select gen_random_uuid() as id, n from generate_series(2, ${2 * count + 1}::int) as n) as planned
      returning id, root_id, name
    )
    insert into memberships
      (organization_id, user_id, root_id, origin, parent_organization_id, parent_ends_at, username, name, search)
    select made.id, u.id, made.root_id, 'invited', ${meridian.id}, 'infinity', u.username, u.name, u.search
    from made join users u on u.id = ${scenario.userId(person)} where made.name like 'Branch%'`);
  await scenario.db.execute(sql`
    with organizations as (
      select id from organizations where parent_id = ${meridian.id} and name like 'Branch%' and right(name, 4)::int % 2 = 1
    ),
    made_groups as (
      insert into groups (organization_id, name) select id, 'Readers' from organizations
      returning id, organization_id
    ),
    made_roles as (
      insert into roles (organization_id, name, permissions) select id, 'Reader', array['users.view'] from organizations
      returning id, organization_id
    ),
    given as (
      insert into group_roles (organization_id, group_id, role_id)
      select g.organization_id, g.id, r.id from made_groups g join made_roles r using (organization_id)
    )
    insert into membership_groups (organization_id, user_id, group_id)
    select organization_id, ${scenario.userId(person)}, id from made_groups`);
}
