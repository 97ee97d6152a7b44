import { type SQL, sql } from "drizzle-orm";
import { dateOf } from "@/db/lists/read-list";
import type { MemberRow } from "./types";

/** The columns of a member's row, and where they come from besides `m`, the membership. */
export const memberColumns = sql`
  m.user_id as "userId", m.username, m.name, u.email, u.disabled_at is not null as disabled, m.origin,
  json_build_object('id', managing.id, 'name', managing.name) as "managedBy", inviter.name as "invitedBy",
  (select coalesce(json_agg(json_build_object('id', g.id, 'name', g.name) order by g.name), '[]')
    from membership_groups mg join groups g on g.id = mg.group_id
    where mg.organization_id = m.organization_id and mg.user_id = m.user_id) as groups,
  m.joined_at as "joinedAt", nullif(m.ends, 'infinity') as ends`;

export const memberJoins: SQL = sql`
  join users u on u.id = m.user_id
  join organizations managing on managing.id = u.managing_organization_id
  left join users inviter on inviter.id = m.invited_by_id`;

export type MemberJson = Omit<MemberRow, "joinedAt" | "ends"> & { joinedAt: string; ends: string | null };

export function memberOf<Json extends MemberJson>(row: Json) {
  return { ...row, joinedAt: dateOf(row.joinedAt), ends: dateOf(row.ends) };
}
