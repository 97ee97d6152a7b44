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
 * `refused`: the bulk action was stopped before it reached the row. `group-gone`: a group doesn't exist, or was deleted.
 * `unreadable`: the row of the list can't be read.
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

/** How much of an organization has been deleted. The details of its audit event have these keys, too. */
export type DeletionTally = Partial<
  Readonly<Record<"accounts" | "invitedUsers" | "pendingInvitations", number>>
>;

export type BulkActionSummary = {
  readonly id: string;
  readonly kind: BulkActionKind;
  readonly state: BulkActionState;
  readonly size: number;
  /** The number of rows with each outcome. For a draft, the outcomes of the preview. */
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
  /** Null if the usernames were entered as a plain list. */
  readonly columns: TableColumns | null;
  /** Null if the list wasn't a file. */
  readonly encoding: Encoding | null;
  /** Words next to email addresses, which aren't usernames: how many, and the first ones, shortened. */
  readonly leftOut?: { readonly first: readonly string[]; readonly count: number };
};

export type BulkActionRow = {
  readonly position: number;
  readonly username: string;
  readonly groups: readonly string[];
  /** Null if the row has no invitation, or it has been deleted. */
  readonly invitationId: string | null;
  /** In a draft, the preview. Otherwise null until the row has been processed. */
  readonly outcome: BulkActionOutcome | null;
  readonly details: BulkActionDetails;
};

export type ListedRow = BulkActionRow & {
  /** The invitee's name. Null if the row has no invitation, or the viewer can't see it. */
  readonly name: string | null;
};

/** Details of the outcome, each only where it applies. */
export type BulkActionDetails = {
  /** The email addresses that stood for the username in the list. */
  readonly entered?: readonly string[];
  /** When the invitation was last sent. */
  readonly lastAt?: string;
  /** When it can be resent. */
  readonly from?: string;
  /** The first of the groups that are the reason for the outcome. */
  readonly groups?: readonly string[];
  /** How many more such groups there are. */
  readonly moreGroups?: number;
  /** What is wrong with a row that can't be read. */
  readonly problem?: Problem;
};
