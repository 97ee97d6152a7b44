import { sql } from "drizzle-orm";
import { BUSIEST, type TreeSize } from "@/bench/seed/tree-sizes";
import type { Transaction } from "@/db/client";

/** The organizations with their groups and roles; the busiest has more of these. */
export async function seedOrganizations(tx: Transaction, size: TreeSize): Promise<void> {
  await tx.execute(sql`
    insert into organizations (id, path, handle, name, created_at)
    with recursive tree (n, path) as (
      select 1, array[pg_temp.id('o', 1)]
      union all
      select child.n, tree.path || pg_temp.id('o', child.n)
      from tree join generate_series(2, ${size.organizations}::int) as child (n) on pg_temp.parent_of(child.n) = tree.n
    )
    select pg_temp.id('o', n), path, case when n = 1 then ${size.handle} end, pg_temp.organization_name(n),
      now() - interval '700 days' + n * interval '1 minute'
    from tree`);
  await tx.execute(sql`
    insert into roles (id, organization_id, name, permissions, is_administrator)
    select pg_temp.id('r' || place, n), pg_temp.id('o', n), (array['Administrator', 'Agent', 'Reader'])[place],
      case place when 2 then array['users.view', 'invitations.view', 'invitations.create', 'groups.view']
        when 3 then array['users.view'] else '{}' end,
      place = 1
    from generate_series(1, ${size.organizations}::int) n, generate_series(1, 3) place
    union all
    select pg_temp.id('rb' || at, 0), pg_temp.id('o', ${BUSIEST}), 'Role ' || at, array['users.view', 'groups.view'], false
    from generate_series(1, ${size.roles}::int) at`);
  await tx.execute(sql`
    insert into groups (id, organization_id, name, description)
    select pg_temp.id('g' || place, n), pg_temp.id('o', n), (array['Administrators', 'Agents', 'Support', 'Readers'])[place],
      (array['Can do everything in this organization.', 'Manage bookings.', 'Answer travelers’ questions.', ''])[place]
    from generate_series(1, ${size.organizations}::int) n, generate_series(1, 4) place
    union all
    select pg_temp.id('gb' || at, 0), pg_temp.id('o', ${BUSIEST}), 'Team ' || at, 'Works in room ' || at || '.'
    from generate_series(1, ${size.teams}::int) at`);
  await tx.execute(sql`
    insert into group_roles (organization_id, group_id, role_id)
    select pg_temp.id('o', n), pg_temp.id('g' || place, n), pg_temp.id('r' || (array[1, 2, 3, 3])[place], n)
    from generate_series(1, ${size.organizations}::int) n, generate_series(1, 4) place
    union all
    select pg_temp.id('o', ${BUSIEST}), pg_temp.id('gb' || at, 0), pg_temp.id('rb' || 1 + at % ${size.roles}::int, 0)
    from generate_series(1, ${size.teams}::int) at`);
}
