import { type SQL, sql } from "drizzle-orm";
import { isActive } from "@/db/access/rights";

/**
 * Joins to `i`, an invitation, its organization `o` with `root`, and the `inviter`: no row where there is nobody to mail,
 * because the organization is inactive, or the inviter is gone, has no address, or may no longer see invitations there.
 */
export const inviterToNotify: SQL = sql`
  join organizations o on o.id = i.organization_id and ${isActive(sql`o.path`)}
  join organizations root on root.id = o.root_id
  join users inviter on inviter.id = i.inviter_id and inviter.disabled_at is null and inviter.email is not null
  join lateral effective_permissions(inviter.id, o.id) as sight
    on sight.is_administrator or 'invitations.view' = any(sight.permissions)`;
