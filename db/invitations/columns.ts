import { and, eq, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { isCurrent } from "@/db/access/rights";
import { jsonColumn } from "@/db/lists/json-column";
import { matches } from "@/db/lists/keyset";
import { invitations, users } from "@/db/schema";
import { type StoredStatus, shownStatus } from "./rules";

export const inviter = alias(users, "inviter");

const isMemberHere = sql`exists (
  select from memberships member
  where member.organization_id = ${invitations.organizationId}
    and member.user_id = ${invitations.userId}
    and ${isCurrent(sql`member`)}
)`;

/** True while the inviter's organization may see the invitee's current email address: invited there, or a member. */
const isEmailVisible = sql`(${invitations.status} = 'pending' or ${isMemberHere})`;

/** The columns of an invitation in a list: of invitations, users and `inviter`. No link, no hash. */
export const invitationColumns = {
  id: invitations.id,
  username: invitations.username,
  name: invitations.name,
  email: sql<string | null>`case when ${isEmailVisible} then ${users.email} end`,
  status: invitations.status,
  invitedBy: inviter.name,
  groups: jsonColumn(
    sql`(
      select coalesce(
        json_agg(
          json_build_object('id', g.id, 'name', coalesce(g.name, ig.group_name), 'gone', g.id is null)
          order by coalesce(g.name, ig.group_name)
        ),
        '[]'
      )
      from invitation_groups ig
      left join groups g on g.id = ig.group_id
      where ig.invitation_id = ${invitations.id}
    )`,
    z.array(z.object({ id: z.string().nullable(), name: z.string(), gone: z.boolean() })),
  ),
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
};

/** Searches in username, name and email address; in the address only while the organization may see it. */
export function matchesInvitation(search: string): SQL | undefined {
  const isWithoutEmail = matches(sql`lower(${invitations.username} || ' ' || ${invitations.name})`, search);
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
