export type ShownStatus = "pending" | "accepted" | "declined" | "expired" | "deleted";

export type InvitationRow = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  readonly groups: readonly { readonly name: string; readonly gone: boolean }[];
  readonly status: ShownStatus;
  readonly invitedBy: string | null;
  readonly mail: { readonly state: "waiting" | "sent" | "failed"; readonly error: string | null };
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly expiresAt: Date | null;
  readonly endedAt: Date | null;
  readonly endedBecause: EndReason | null;
};

export type EndReason = "accepted" | "declined" | "deleted" | "replaced" | "left-parent" | "account-disabled";

export type Outcome =
  | "invited"
  | "already-a-user"
  | "already-invited"
  | "not-a-user-of-parent"
  | "no-email"
  | "account-disabled";

/** One for every username that was asked for, in the order in which they were asked for. */
export type InviteOutcome = { readonly username: string; readonly outcome: Outcome };
