import type { RefusalReason } from "@/lib/refusals";

/** The progress of the deletion of an organization. */
export type DeletionProgress = {
  readonly deleted: number;
  /** The number of users when it began. */
  readonly size: number;
};

export type OrganizationRow = {
  readonly id: string;
  readonly name: string;
  readonly disabled: boolean;
  /** Whether the viewer can switch to it while it is active. */
  readonly enterable: boolean;
  /** 1,001 means more than 1,000. */
  readonly users: number;
  readonly pendingInvitations: number;
  readonly createdAt: Date;
  /** Null if it isn't being deleted. */
  readonly deletion: DeletionProgress | null;
};

/** A child organization with the numbers of what it contains. 1,001 means more than 1,000. */
export type ChildOrganization = OrganizationRow & {
  /** The number of users whose accounts it manages. */
  readonly accounts: number;
  /** The number of organizations below it, at any depth. */
  readonly below: number;
  /** The last deletion that was stopped before it was complete; null if there is none or the organization is active. */
  readonly stoppedDeletion: (DeletionProgress & { readonly reason: RefusalReason }) | null;
};

/** An organization that the user can switch to. */
export type SwitchableOrganization = {
  readonly id: string;
  readonly name: string;
  readonly handle: string;
  /** The names of its ancestors, root first. */
  readonly above: readonly string[];
  /** Whether the user was there recently. */
  readonly recent: boolean;
};

/** What a search in the console finds, apart from its pages. */
export type ConsoleMatches = {
  readonly users: readonly { readonly id: string; readonly name: string; readonly username: string }[];
  readonly invitations: readonly { readonly id: string; readonly name: string; readonly username: string }[];
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  readonly organizations: readonly SwitchableOrganization[];
};
