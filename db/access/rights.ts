import { type SQL, sql } from "drizzle-orm";

/**
 * Whether one set of permissions includes another. Nobody can grant more than they have.
 * @param granter the SQL alias of a row of `effective_permissions`
 * @param granted the SQL alias of a row with the same columns
 */
export function covers(granter: SQL, granted: SQL): SQL {
  return sql`(
    ${granter}.is_administrator
    or (not ${granted}.is_administrator and ${granted}.permissions <@ ${granter}.permissions)
  )`;
}

/**
 * Whether a set of permissions includes everything that the roles of a group give.
 * @param granter the SQL alias of a row of `effective_permissions`
 * @param organization an SQL expression of the group's organization
 * @param group an SQL expression of the group's id. Neither can refer to an alias `gr` or `r`, because this query uses both
 * names
 */
export function coversGroup(granter: SQL, organization: SQL, group: SQL): SQL {
  return sql`(
    ${granter}.is_administrator
    or not exists (
      select from group_roles gr
      join roles r on r.organization_id = gr.organization_id and r.id = gr.role_id
      where gr.organization_id = ${organization}
        and gr.group_id = ${group}
        and (r.is_administrator or not r.permissions <@ ${granter}.permissions)
    )
  )`;
}

/** A subquery of one row, `administrator, permissions`: what the roles of a group give to its members. */
export function permissionsOfGroup(organization: SQL, group: SQL): SQL {
  return sql`
    select
      coalesce(bool_or(r.is_administrator), false) as administrator,
      coalesce(array_agg(distinct p.permission) filter (where p.permission is not null), '{}') as permissions
    from group_roles gr
    join roles r on r.organization_id = gr.organization_id and r.id = gr.role_id
    left join lateral unnest(r.permissions) as p (permission) on true
    where gr.organization_id = ${organization} and gr.group_id = ${group}`;
}

/**
 * Whether a membership hasn't ended, by its own end date or by that of a membership above that it depends on. An ended
 * membership gives nothing, even before the daily job deletes it.
 * @param membership the SQL alias of a row of memberships
 */
export function isCurrent(membership: SQL): SQL {
  return sql`${membership}.ends > now()`;
}

/** Whether an organization is active. It isn't when it, or one of its ancestors, is disabled. @param path its path */
export function isActive(path: SQL): SQL {
  return sql`not exists (select from organizations above where above.id = any(${path}) and above.disabled_at is not null)`;
}
