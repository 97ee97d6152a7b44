import type { AuditAction } from "@/lib/audit-actions";

export type ShownStatus = "pending" | "accepted" | "declined" | "expired" | "deleted";

/** `gone`, and without an id, when the group was deleted since. */
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
  /** How many of its mails have left; `sentAt` is when the last one did. */
  readonly sentCount: number;
  /** When a new link was asked for; null when none was, or it has been sent again since. */
  readonly newLinkRequestedAt: Date | null;
  readonly declineReason: string | null;
  /** When the membership is to end that comes of it, as the inviter chose; null for no end. */
  readonly membershipEndsAt: Date | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly expiresAt: Date | null;
  readonly endedAt: Date | null;
  readonly endReason: EndReason | null;
};

/** One invitation with what a list has no room for. */
export type Invitation = InvitationRow & {
  readonly note: string | null;
  readonly lifetimeHours: number;
  /** When the invitee saw it first. */
  readonly openedAt: Date | null;
  readonly story: readonly InvitationEvent[];
};

/** Something that happened to an invitation, as the audit has it. */
export type InvitationEvent = {
  readonly id: number;
  readonly at: Date;
  readonly action: AuditAction;
  /** The username; null for what the system did, and for somebody who was not signed in. */
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

/** One for every username that was asked for, in the order in which they were asked for. */
export type InviteOutcome = { readonly username: string; readonly outcome: Outcome };

export type ResendOutcome = { readonly id: string; readonly username: string; readonly name: string } & (
  | { readonly outcome: "sent" | "ended" | "last-day-past" | Exclude<Outcome, "invited" | "already-invited"> }
  /** Sent at `lastAt` the last time; it can be sent again from `from` on. */
  | { readonly outcome: "too-soon" | "too-often"; readonly lastAt: Date; readonly from: Date }
  /** It carries groups that whoever sends it again may not give. */
  | { readonly outcome: "ungrantable"; readonly groups: readonly string[] }
);
