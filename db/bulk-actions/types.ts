import type { Outcome, ResendOutcome } from "@/db/invitations/types";

/** Bulk actions on invitations. */
export type BulkActionKind = "invite" | "resend" | "delete";

/** `delete-organization` deletes everything in a child organization, and then the organization. */
export type AnyBulkActionKind = BulkActionKind | "delete-organization";

export type BulkActionState = "draft" | "running" | "finished" | "stopped";

/** `refused`: the bulk action was stopped before. `group-gone`: one of the chosen groups was deleted. */
export type BulkActionOutcome = Outcome | ResendOutcome["outcome"] | "deleted" | "group-gone" | "refused";

/** How many rows have each outcome. */
export type Tally = Partial<Readonly<Record<BulkActionOutcome, number>>>;

/** How much of an organization has been deleted. The audit log shows these keys. */
export type DeletionTally = Partial<
  Readonly<Record<"accounts" | "invitedUsers" | "pendingInvitations", number>>
>;

export type BulkActionSummary = {
  readonly id: string;
  readonly kind: BulkActionKind;
  readonly state: BulkActionState;
  readonly size: number;
  /** In a draft, of the preview. */
  readonly tally: Tally;
  /** Why it was stopped, as a sentence. */
  readonly reason: string | null;
  /** Null if the account has been deleted. */
  readonly startedBy: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
};

export type BulkAction = BulkActionSummary & {
  /** Whether the viewer started it. */
  readonly own: boolean;
  readonly lifetimeHours: number | null;
  readonly note: string | null;
  /** When the memberships will end. */
  readonly membershipEndsAt: Date | null;
};

export type BulkActionRow = {
  readonly position: number;
  readonly username: string;
  readonly groups: readonly string[];
  /** Null if there is none, or it has been deleted. */
  readonly invitationId: string | null;
  /** In a draft, the preview. Null until its turn comes. */
  readonly outcome: BulkActionOutcome | null;
  readonly details: BulkActionDetails;
};

/** When the invitation was sent last and when it can be resent, and the groups that are the reason for the outcome. */
export type BulkActionDetails = {
  readonly lastAt?: string;
  readonly from?: string;
  readonly groups?: readonly string[];
};
