import type { Outcome, ResendOutcome } from "@/db/invitations/types";
import type { RefusalReason } from "@/lib/refusals";
import type { Encoding } from "@/lib/username-list/decode";
import type { Problem, TableColumns } from "@/lib/username-list/entries";

/** Bulk actions on invitations. */
export type BulkActionKind = "invite" | "resend" | "delete";

/** `delete-organization` deletes everything in a child organization, and then the organization. */
export type AnyBulkActionKind = BulkActionKind | "delete-organization";

export type BulkActionState = "draft" | "running" | "finished" | "stopped";

/**
 * `refused`: the bulk action was stopped before. `group-gone`: there is no such group, or not any more. `unreadable`: the row
 * of the list can't be read.
 */
export type BulkActionOutcome =
  | Outcome
  | ResendOutcome["outcome"]
  | "deleted"
  | "group-gone"
  | "unreadable"
  | "refused";

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
  /** Why it was stopped. */
  readonly reason: RefusalReason | null;
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
  readonly source: ListSource | null;
};

/** The list from which a bulk invite was read. */
export type ListSource = {
  readonly rows: number;
  /** Null for usernames that were entered without a table. */
  readonly columns: TableColumns | null;
  /** Of a file. */
  readonly encoding: Encoding | null;
  /** Words beside email addresses, the first of them shortened. */
  readonly leftOut?: { readonly first: readonly string[]; readonly count: number };
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

/**
 * When the invitation was sent last and when it can be resent, the groups that are the reason for the outcome, what is
 * wrong with a row that can't be read, and the email addresses that stood for the username in the list.
 */
export type BulkActionDetails = {
  readonly entered?: readonly string[];
  readonly lastAt?: string;
  readonly from?: string;
  readonly groups?: readonly string[];
  /** How many groups there are besides. */
  readonly moreGroups?: number;
  readonly problem?: Problem;
};
