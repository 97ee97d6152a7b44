import type { Outcome, ResendOutcome } from "@/db/invitations/types";

/** What is done to many invitations at once. */
export type BulkActionKind = "invite" | "resend" | "delete";

/** `delete-organization`: what is in an organization directly below, and then itself. */
export type AnyBulkActionKind = BulkActionKind | "delete-organization";

export type BulkActionState = "draft" | "running" | "finished" | "stopped";

/** `refused`: the bulk action was stopped before its turn came. `group-gone`: a group that it was to join is no longer there. */
export type BulkActionOutcome = Outcome | ResendOutcome["outcome"] | "deleted" | "group-gone" | "refused";

/** How many rows have each outcome. */
export type Tally = Partial<Readonly<Record<BulkActionOutcome, number>>>;

/** How much of an organization is deleted, in the words of the audit log. */
export type DeletionTally = Partial<
  Readonly<Record<"accounts" | "invited users" | "pending invitations", number>>
>;

export type BulkActionSummary = {
  readonly id: string;
  readonly kind: BulkActionKind;
  readonly state: BulkActionState;
  readonly size: number;
  /** In a draft of what is foreseen, then of what was done. */
  readonly tally: Tally;
  /** Why it was stopped, as a sentence. */
  readonly reason: string | null;
  /** Null when the account is gone. */
  readonly startedBy: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
};

export type BulkAction = BulkActionSummary & {
  /** Whether the reader is the one who made it. */
  readonly own: boolean;
  readonly lifetimeHours: number | null;
  readonly note: string | null;
  /** When the memberships are to end. */
  readonly membershipEndsAt: Date | null;
};

export type BulkActionRow = {
  readonly position: number;
  readonly username: string;
  readonly groups: readonly string[];
  /** Null when there is none, or it is gone. */
  readonly invitationId: string | null;
  /** In a draft what is foreseen; null while its turn has not come. */
  readonly outcome: BulkActionOutcome | null;
  readonly details: BulkActionDetails;
};

/** When it was sent last and when it can be sent again, and the groups that stand against it. */
export type BulkActionDetails = {
  readonly lastAt?: string;
  readonly from?: string;
  readonly groups?: readonly string[];
};
