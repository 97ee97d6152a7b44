import { type SQL, sql } from "drizzle-orm";
import { isActive, isCurrent } from "@/db/access/rights";
import { hasConfirmedAddress, isActivated } from "@/db/users/confirmed-address";

const MAX_ADMINISTRATORS = sql.raw("10");

/**
 * A sub-select of `user_id`: who gets emails about an invited user. That is the inviter, if they are active and can see
 * invitations here; otherwise up to ten members with an activated account who can see and create invitations. All of them have a
 * confirmed email address.
 * @param inviter an SQL expression of the inviter's id
 * @param organization an SQL expression of the organization's id
 */
export function inviterOrAdministrators(inviter: SQL, organization: SQL): SQL {
  return sql`
    with active_inviter as materialized (
      select u.id as user_id
      from users u
      cross join lateral effective_permissions(u.id, ${organization}) as rights
      where u.id = ${inviter}
        and u.disabled_at is null
        and ${hasConfirmedAddress(sql`u`)}
        and (rights.is_administrator or 'invitations.view' = any(rights.permissions))
    )
    select user_id
    from active_inviter
    union all (
      select m.user_id
      from memberships m
      join users u
        on u.id = m.user_id
        and u.disabled_at is null
        and ${hasConfirmedAddress(sql`u`)}
        and ${isActivated(sql`u`)}
      join membership_groups mg on mg.organization_id = m.organization_id and mg.user_id = m.user_id
      join group_roles gr on gr.organization_id = mg.organization_id and gr.group_id = mg.group_id
      join roles r on r.organization_id = gr.organization_id and r.id = gr.role_id
      where m.organization_id = ${organization}
        and ${isCurrent(sql`m`)}
        and not exists (select from active_inviter)
      group by m.user_id, m.username
      having bool_or(r.is_administrator or 'invitations.create' = any(r.permissions))
        and bool_or(r.is_administrator or 'invitations.view' = any(r.permissions))
      order by m.username
      limit ${MAX_ADMINISTRATORS}
    )`;
}

/**
 * Joins the organization `o`, its `root` and the `inviter` to an invitation `i`. No row if the organization is inactive, or
 * if the inviter is disabled, has no confirmed email address or can't see invitations there.
 */
export const joinActiveInviter: SQL = sql`
  join organizations o on o.id = i.organization_id and ${isActive(sql`o.path`)}
  join organizations root on root.id = o.root_id
  join users inviter
    on inviter.id = i.inviter_id
    and inviter.disabled_at is null
    and ${hasConfirmedAddress(sql`inviter`)}
  join lateral effective_permissions(inviter.id, o.id) as rights
    on rights.is_administrator or 'invitations.view' = any(rights.permissions)`;
