import type { AuditAction } from "@/lib/audit-actions";

export type ShownStatus = "pending" | "accepted" | "declined" | "expired" | "deleted";

/** `gone` and without an id if the group was deleted since. */
type InvitedGroup = { readonly id: string | null; readonly name: string; readonly gone: boolean };

export type InvitationRow = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  readonly groups: readonly InvitedGroup[];
  readonly status: ShownStatus;
  readonly invitedBy: string | null;
  readonly delivery: { readonly state: "waiting" | "sent" | "failed"; readonly error: string | null };
  /** How many emails were sent; `sentAt` is the time of the last one. */
  readonly sentCount: number;
  /** When a new link was requested; null again after resending. */
  readonly newLinkRequestedAt: Date | null;
  readonly declineReason: string | null;
  /** When the membership will end; null for no end date. */
  readonly membershipEndsAt: Date | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly expiresAt: Date | null;
  readonly endedAt: Date | null;
  readonly endReason: EndReason | null;
};

/** What the page of an invitation shows in addition. */
export type Invitation = InvitationRow & {
  readonly note: string | null;
  readonly lifetimeHours: number;
  /** When the invitee first opened the link. */
  readonly openedAt: Date | null;
  readonly story: readonly InvitationEvent[];
};

/** An audit event of an invitation. */
export type InvitationEvent = {
  readonly id: number;
  readonly at: Date;
  readonly action: AuditAction;
  /** The username; null for the system, and for visitors who weren't signed in. */
  readonly actorName: string | null;
  readonly details: Readonly<Record<string, unknown>>;
};

export type EndReason = "accepted" | "declined" | "deleted" | "replaced" | "left-parent" | "account-disabled";

export type Outcome =
  | "invited"
  | "already-a-user"
  | "already-invited"
  | "not-a-user-of-parent"
  | "no-email"
  | "account-disabled";

export type InviteOutcome = { readonly username: string; readonly outcome: Outcome };

export type ResendOutcome = { readonly id: string; readonly username: string; readonly name: string } & (
  | { readonly outcome: "sent" | "ended" | "last-day-past" | Exclude<Outcome, "invited" | "already-invited"> }
  /** An email was last sent at `lastAt`. The next one can be sent at `from`. */
  | { readonly outcome: "too-soon" | "too-often"; readonly lastAt: Date; readonly from: Date }
  /** The actor can't grant these of its groups. */
  | { readonly outcome: "ungrantable"; readonly groups: readonly string[] }
);
