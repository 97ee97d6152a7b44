import { and, eq, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { isCurrent } from "@/db/access/rights";
import { jsonColumn } from "@/db/lists/json-column";
import { constant } from "@/db/lists/keyset";
import { matches } from "@/db/lists/search";
import { invitations, users } from "@/db/schema";
import { resendLimits } from "./resend-limits";
import { type StoredStatus, shownStatus } from "./rules";

export const inviter = alias(users, "inviter");

const isMemberHere = sql`exists (
  select from memberships member
  where member.organization_id = ${invitations.organizationId}
    and member.user_id = ${invitations.userId}
    and ${isCurrent(sql`member`)}
)`;

/**
 * Whether the organization can see the invitee's current email address: while they are invited, and while they are a member.
 */
const isEmailVisible = sql`(${invitations.status} = 'pending' or ${isMemberHere})`;

/**
 * The columns of an invitation: of invitations, users and `inviter`. No link, no hash.
 * @param groupsShown how many groups to include, the first by name
 */
export const invitationColumns = (groupsShown: number) => ({
  id: invitations.id,
  username: invitations.username,
  name: invitations.name,
  email: sql<string | null>`case when ${isEmailVisible} then ${users.email} end`,
  status: invitations.status,
  inviterId: invitations.inviterId,
  invitedBy: inviter.name,
  groups: jsonColumn(
    sql`(
      select coalesce(json_agg(shown), '[]')
      from (
        select g.id, coalesce(g.name, ig.group_name) as name, g.id is null as "isDeleted"
        from invitation_groups ig
        left join groups g on g.id = ig.group_id
        where ig.invitation_id = ${invitations.id}
        order by 2
        limit ${constant(groupsShown)}
      ) as shown
    )`,
    z.array(z.object({ id: z.string().nullable(), name: z.string(), isDeleted: z.boolean() })),
  ),
  groupCount: sql`(
    select count(*)::int from invitation_groups ig where ig.invitation_id = ${invitations.id}
  )`.mapWith(Number),
  delivery: { state: invitations.emailState, error: invitations.emailError },
  sentCount: invitations.sentCount,
  newLinkRequestedAt: invitations.newLinkRequestedAt,
  declineReason: invitations.declineReason,
  membershipEndsAt: invitations.membershipEndsAt,
  createdAt: invitations.createdAt,
  sentAt: invitations.sentAt,
  expiresAt: invitations.expiresAt,
  endedAt: invitations.endedAt,
  endReason: invitations.endReason,
  resendableAt: sql<Date | null>`case when ${invitations.status} = 'pending' then (
    select greatest(cooldown_ends_at, daily_limit_ends_at) from (${resendLimits(sql`${invitations}`)}) as limits
  ) end`.mapWith(invitations.endedAt),
});

/** The email address is the last word of the text, because it contains no space. */
const searchWithoutEmail = sql`regexp_replace(${invitations.search}, '[^ ]*$', '')`;

/** Searches in username, name and email address; in the address only while the organization can see it. */
export function matchesInvitation(search: string): SQL | undefined {
  const isWithoutEmail = matches(searchWithoutEmail, search);
  if (!isWithoutEmail) return undefined;
  return and(
    matches(invitations.search, search),
    or(eq(invitations.status, sql`'pending'`), isWithoutEmail, isMemberHere),
  );
}

/** @param now decides whether a pending invitation reads as expired */
export function withShownStatus<Row extends { status: StoredStatus; expiresAt: Date | null }>(
  row: Row,
  now: Date,
) {
  return { ...row, status: shownStatus(row, now) };
}
