import { type SQL, sql } from "drizzle-orm";

/**
 * A sub-select of one row, `administrator boolean, permissions text[]`: what the user may do in the organization,
 * through groups and their roles only. Whoever holds organizations.enter in an ancestor is an administrator here.
 * A disabled account has no rights, and a membership that has ended gives none.
 * @param user an SQL expression of the user's id
 * @param organization an SQL expression of the organization's id
 * @param path an SQL expression of the organization's path, itself included. None of them may name a table `m`, `holder`,
 * `mg`, `gr`, `r` or `p`: in here that is another one
 */
export function rightsOf(user: SQL, organization: SQL, path: SQL): SQL {
  return sql`
    select
      coalesce(bool_or(r.is_administrator or (m.organization_id <> ${organization} and 'organizations.enter' = any(r.permissions))), false) as administrator,
      coalesce(array_agg(distinct p.permission) filter (where p.permission is not null and m.organization_id = ${organization}), '{}') as permissions
    from memberships m
    join users holder on holder.id = m.user_id and holder.disabled_at is null
    join membership_groups mg on mg.organization_id = m.organization_id and mg.user_id = m.user_id
    join group_roles gr on gr.organization_id = mg.organization_id and gr.group_id = mg.group_id
    join roles r on r.organization_id = gr.organization_id and r.id = gr.role_id
    left join lateral unnest(r.permissions) as p (permission) on true
    where m.user_id = ${user} and m.organization_id = any(${path}) and ${isCurrent(sql`m`)}`;
}

/**
 * A sub-select of a row for each organization along the path of which the user is a member: `RightsAt`, what the groups
 * there give. `combineRights` says what it comes to.
 */
export function rightsAlong(user: SQL, path: SQL): SQL {
  return sql`
    select m.organization_id as "organizationId",
      coalesce(bool_or(r.is_administrator), false) as administrator,
      coalesce(array_agg(distinct p.permission) filter (where p.permission is not null), '{}') as permissions
    from memberships m
    left join membership_groups mg on mg.organization_id = m.organization_id and mg.user_id = m.user_id
    left join group_roles gr on gr.organization_id = mg.organization_id and gr.group_id = mg.group_id
    left join roles r on r.organization_id = gr.organization_id and r.id = gr.role_id
    left join lateral unnest(r.permissions) as p (permission) on true
    where m.user_id = ${user} and m.organization_id = any(${path}) and ${isCurrent(sql`m`)}
    group by m.organization_id`;
}

/** The same shape as `rightsOf`, of a group: what its roles give to its members. */
export function rightsGivenBy(organization: SQL, group: SQL): SQL {
  return sql`
    select
      coalesce(bool_or(r.is_administrator), false) as administrator,
      coalesce(array_agg(distinct p.permission) filter (where p.permission is not null), '{}') as permissions
    from group_roles gr
    join roles r on r.organization_id = gr.organization_id and r.id = gr.role_id
    left join lateral unnest(r.permissions) as p (permission) on true
    where gr.organization_id = ${organization} and gr.group_id = ${group}`;
}

/** No giver gives more than they have: both arguments name rows of the shape above. */
export function covers(giver: SQL, gift: SQL): SQL {
  return sql`(${giver}.administrator or (not ${gift}.administrator and ${gift}.permissions <@ ${giver}.permissions))`;
}

/**
 * The same of a group: each of its roles is covered.
 * @param giver an SQL name of a row of the shape above
 * @param organization an SQL expression of the group's organization
 * @param group an SQL expression of the group's id. Neither may name a table `gr` or `r`: in here that is another one
 */
export function coversGroup(giver: SQL, organization: SQL, group: SQL): SQL {
  return sql`(${giver}.administrator or not exists (
    select from group_roles gr
    join roles r on r.organization_id = gr.organization_id and r.id = gr.role_id
    where gr.organization_id = ${organization} and gr.group_id = ${group}
      and (r.is_administrator or not r.permissions <@ ${giver}.permissions)))`;
}

/**
 * True until the end of a membership, to the moment: its own end, or that of a membership above through which it came.
 * What has ended counts nowhere, also before it is removed.
 * @param m an SQL name of a row of memberships
 */
export function isCurrent(m: SQL): SQL {
  return sql`${m}.ends > now()`;
}

/** True when neither the organization nor one above it is disabled. */
export function isActive(path: SQL): SQL {
  return sql`not exists (select from organizations above where above.id = any(${path}) and above.disabled_at is not null)`;
}
