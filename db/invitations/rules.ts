import type { Outcome, ShownStatus } from "./types";

export type StoredStatus = "pending" | "accepted" | "declined" | "deleted";

/** A pending invitation past its time reads as expired. One whose mail has not left yet has no time to be past. */
export function shownStatus(
  invitation: { status: StoredStatus; expiresAt: Date | null },
  now: Date,
): ShownStatus {
  if (invitation.status !== "pending") return invitation.status;
  return invitation.expiresAt && invitation.expiresAt <= now ? "expired" : "pending";
}

export type Candidate = {
  readonly userId: string | null;
  readonly email: string | null;
  readonly disabled: boolean;
  readonly member: boolean;
  readonly pending: boolean;
};

/** What inviting somebody comes to; null when nothing stands against it. */
export function rejectionReason(candidate: Candidate): Exclude<Outcome, "invited"> | null {
  if (!candidate.userId) return "not-a-user-of-parent";
  if (candidate.member) return "already-a-user";
  if (candidate.disabled) return "account-disabled";
  if (!candidate.email) return "no-email";
  if (candidate.pending) return "already-invited";
  return null;
}
