export type OrganizationRow = {
  readonly id: string;
  readonly name: string;
  readonly disabled: boolean;
  /** Counted no further than 1,000: 1,001 means more than that. */
  readonly users: number;
  readonly pendingInvitations: number;
  readonly createdAt: Date;
};

/** An organization that somebody may enter, with the names above it, for the switcher. */
export type Destination = {
  readonly id: string;
  readonly name: string;
  readonly handle: string;
  readonly above: readonly string[];
};
