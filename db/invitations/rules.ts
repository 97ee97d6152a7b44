import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { coversGroup } from "@/db/access/rights";
import type { Rejection, ShownStatus } from "./types";

export type StoredStatus = "pending" | "accepted" | "declined" | "deleted";

/**
 * The status that people see: a pending invitation is shown as expired after its expiry.
 * @param invitation.expiresAt null until its email has been sent
 */
export function shownStatus(
  invitation: { status: StoredStatus; expiresAt: Date | null },
  now: Date,
): ShownStatus {
  if (invitation.status !== "pending") return invitation.status;
  return invitation.expiresAt && invitation.expiresAt <= now ? "expired" : "pending";
}

/** What decides whether a user can be invited. */
export const candidateRow = z.object({
  /** Null if the username isn't that of a member of the parent organization. */
  userId: z.string().nullable(),
  email: z.string().nullable(),
  disabled: z.boolean(),
  /** Whether the user is already a member here. */
  member: z.boolean(),
  /** Whether the user has a pending invitation here. */
  pending: z.boolean(),
  /** Whether this organization has reached its daily limit for the user, or its top-level organization for the mailbox. */
  emailedTooOften: z.boolean(),
});
export type Candidate = Readonly<z.infer<typeof candidateRow>>;

/** How many invitation emails an organization can send one user within a day: the first one, and three more. */
export const MAX_DAILY_EMAILS = 4;

/** How many a top-level organization and all organizations below it can send one mailbox within a day, together. */
export const MAX_DAILY_EMAILS_OF_TOP_LEVEL = 20;

/** Why this user can't be invited, or null. */
export function rejectionReason(candidate: Candidate): Rejection | null {
  if (!candidate.userId) return "not-a-user-of-parent";
  if (candidate.member) return "already-a-user";
  if (candidate.disabled) return "account-disabled";
  if (!candidate.email) return "no-email";
  if (candidate.pending) return "already-invited";
  if (candidate.emailedTooOften) return "too-often";
  return null;
}

/**
 * Whether the invitee gets a group of the invitation: "granted", "deleted" if it was deleted, or "too-powerful" if it has
 * more permissions than the inviter.
 * @param inviterRights the SQL alias of a row of `effective_permissions`
 * @param organization an SQL expression of the organization's id. The query must have a row of invitation_groups as `ig`
 */
export function groupGrantStatus(inviterRights: SQL, organization: SQL): SQL {
  return sql`
    case
      when ig.group_id is null then 'deleted'
      when ${coversGroup(inviterRights, organization, sql`ig.group_id`)} then 'granted'
      else 'too-powerful'
    end`;
}
