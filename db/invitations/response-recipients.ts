import { type SQL, sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";

const MANY = sql.raw("10");

/**
 * A sub-select of `user_id`: who is mailed about somebody whom the inviter has brought. The inviter, while they are active,
 * have an address and may see invitations there; else up to ten users of the organization who may see them and invite.
 * @param inviter an SQL expression of the inviter's id
 * @param organization an SQL expression of the organization's id
 */
export function responseRecipients(inviter: SQL, organization: SQL): SQL {
  return sql`
    with inviting as materialized (
      select u.id as user_id
      from users u
      cross join lateral effective_permissions(u.id, ${organization}) as sight
      where u.id = ${inviter} and u.disabled_at is null and u.email is not null
        and (sight.is_administrator or 'invitations.view' = any(sight.permissions))
    )
    select user_id from inviting
    union all (
      select m.user_id
      from memberships m
      join users u on u.id = m.user_id and u.disabled_at is null and u.email is not null
      join membership_groups mg on mg.organization_id = m.organization_id and mg.user_id = m.user_id
      join group_roles gr on gr.organization_id = mg.organization_id and gr.group_id = mg.group_id
      join roles r on r.organization_id = gr.organization_id and r.id = gr.role_id
      where m.organization_id = ${organization} and ${isCurrent(sql`m`)} and not exists (select from inviting)
      group by m.user_id, m.username
      having bool_or(r.is_administrator or 'invitations.create' = any(r.permissions))
        and bool_or(r.is_administrator or 'invitations.view' = any(r.permissions))
      order by m.username limit ${MANY})`;
}
