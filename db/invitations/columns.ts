import { type SQL, sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";
import { isSearch, matches, searchedText } from "@/db/lists/keyset";
import { dateOf } from "@/db/lists/read-list";
import { type StoredStatus, shownStatus } from "./rules";
import type { InvitationRow } from "./types";

const isMemberHere = sql`exists (
  select from memberships member
  where member.organization_id = i.organization_id and member.user_id = i.user_id and ${isCurrent(sql`member`)})`;

/** True while the inviter's organization may see the invitee's current email address: invited there, or a member. */
const isEmailVisible = sql`(i.status = 'pending' or ${isMemberHere})`;

/** The columns of an invitation's row, and where they come from besides `i`, the invitation. No link, no hash. */
export const invitationColumns = sql`
  i.id, i.username, i.name, case when ${isEmailVisible} then u.email end as email, i.status, inviter.name as "invitedBy",
  (select coalesce(json_agg(json_build_object('id', g.id, 'name', coalesce(g.name, ig.group_name), 'gone', g.id is null)
      order by coalesce(g.name, ig.group_name)), '[]')
    from invitation_groups ig left join groups g on g.id = ig.group_id where ig.invitation_id = i.id) as groups,
  json_build_object('state', i.email_state, 'error', i.email_error) as mail, i.sent_count as "sentCount",
  i.new_link_requested_at as "askedAt", i.decline_reason as "declineReason", i.membership_ends_at as "membershipEndsAt",
  i.created_at as "createdAt",
  i.sent_at as "sentAt", i.expires_at as "expiresAt", i.ended_at as "endedAt", i.end_reason as "endReason"`;

export const invitationJoins: SQL = sql`
  join users u on u.id = i.user_id
  left join users inviter on inviter.id = i.inviter_id`;

type Moments = "createdAt" | "sentAt" | "askedAt" | "membershipEndsAt" | "expiresAt" | "endedAt";

export type InvitationJson = Omit<InvitationRow, Moments | "status"> & {
  status: StoredStatus;
  membershipEndsAt: string | null;
  createdAt: string;
  sentAt: string | null;
  askedAt: string | null;
  expiresAt: string | null;
  endedAt: string | null;
};

/** `matches` for the search text of invitations i, which holds the email address: found by it only while it is visible. */
export function matchesInvitation(search: string): SQL {
  const matching = matches(sql`i.search`, search);
  if (!isSearch(search)) return matching;
  return sql`${matching} and (i.status = 'pending' or strpos(lower(i.username || ' ' || i.name), ${searchedText(search)}) > 0
    or ${isMemberHere})`;
}

/** @param now judges whether a pending one reads as expired */
export function invitationOf<Json extends InvitationJson>(row: Json, now: Date) {
  const expiresAt = dateOf(row.expiresAt);
  return {
    ...row,
    status: shownStatus({ status: row.status, expiresAt }, now),
    membershipEndsAt: dateOf(row.membershipEndsAt),
    createdAt: dateOf(row.createdAt),
    sentAt: dateOf(row.sentAt),
    askedAt: dateOf(row.askedAt),
    expiresAt,
    endedAt: dateOf(row.endedAt),
  };
}
