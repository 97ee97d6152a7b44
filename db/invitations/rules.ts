import { type SQL, sql } from "drizzle-orm";
import { coversGroup } from "@/db/access/rights";
import type { Outcome, ShownStatus } from "./types";

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

export type Candidate = {
  /** Null for a username that the parent organization doesn't have. */
  readonly userId: string | null;
  readonly email: string | null;
  readonly disabled: boolean;
  /** Whether the user is a member here already. */
  readonly member: boolean;
  /** Whether the user has a pending invitation here. */
  readonly pending: boolean;
};

/** Why this user can't be invited, or null. */
export function rejectionReason(candidate: Candidate): Exclude<Outcome, "invited"> | null {
  if (!candidate.userId) return "not-a-user-of-parent";
  if (candidate.member) return "already-a-user";
  if (candidate.disabled) return "account-disabled";
  if (!candidate.email) return "no-email";
  if (candidate.pending) return "already-invited";
  return null;
}

/**
 * Whether the invitee gets a group of the invitation: "given", "gone" if it was deleted, or "too-powerful" if it has
 * more permissions than the inviter.
 * @param inviterRights an SQL name of a row of `effective_permissions`
 * @param organization an SQL expression of the organization's id. The group is the row `ig` of invitation_groups
 */
export function groupGrantStatus(inviterRights: SQL, organization: SQL): SQL {
  return sql`
    case
      when ig.group_id is null then 'gone'
      when ${coversGroup(inviterRights, organization, sql`ig.group_id`)} then 'given'
      else 'too-powerful'
    end`;
}
