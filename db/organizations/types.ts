/** How far the deletion of an organization is. */
export type DeletionProgress = {
  readonly deleted: number;
  /** How many users there were when it began. */
  readonly size: number;
};

export type OrganizationRow = {
  readonly id: string;
  readonly name: string;
  readonly disabled: boolean;
  /** Whether the reader may switch there, once it is active. */
  readonly enterable: boolean;
  /** Counted no further than 1,000: 1,001 means more than that. */
  readonly users: number;
  readonly pendingInvitations: number;
  readonly createdAt: Date;
  /** Null for one that is not being deleted. */
  readonly deletion: DeletionProgress | null;
};

/** One directly below, with what is in it; numbers as above. */
export type ChildOrganization = OrganizationRow & {
  /** Users whose accounts it manages. */
  readonly accounts: number;
  /** Organizations below it, at any depth. */
  readonly below: number;
  /** The last deletion that was stopped before its end; null where there is none, and for one that is active. */
  readonly stoppedDeletion: (DeletionProgress & { readonly reason: string }) | null;
};

/** An organization that somebody may enter, with the names above it, for the switcher. */
export type SwitchableOrganization = {
  readonly id: string;
  readonly name: string;
  readonly handle: string;
  readonly above: readonly string[];
  /** It was asked for as one where one was before. */
  readonly recent: boolean;
};
