import type { AuditAction } from "@/lib/audit-actions";
import type { EmailError } from "@/lib/email-errors";

export type ShownStatus = "pending" | "accepted" | "declined" | "expired" | "deleted";

/** `isDeleted` and without an id if the group has been deleted. */
type InvitedGroup = { readonly id: string | null; readonly name: string; readonly isDeleted: boolean };

export type InvitationRow = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  /** In a list the first 10 by name, of `groupCount`. */
  readonly groups: readonly InvitedGroup[];
  readonly groupCount: number;
  readonly status: ShownStatus;
  readonly inviterId: string | null;
  readonly invitedBy: string | null;
  readonly delivery: { readonly state: "waiting" | "sent" | "failed"; readonly error: EmailError | null };
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
  /** When the cooldown and the daily limit end; null if they allow a resend now. */
  readonly resendableAt: Date | null;
};

/** What the page of an invitation shows in addition. */
export type Invitation = InvitationRow & {
  readonly note: string | null;
  /** The name of the user who wrote the note. */
  readonly noteAuthor: string | null;
  readonly lifetimeHours: number;
  /** When the invitee first opened the link. */
  readonly openedAt: Date | null;
  /** The last events, oldest first. Their details have the first names of each list. */
  readonly history: readonly InvitationEvent[];
  readonly hasEarlierEvents: boolean;
};

/** An audit event of an invitation. */
export type InvitationEvent = {
  readonly id: number;
  readonly at: Date;
  readonly action: AuditAction;
  /** The username; null for the system, and for visitors who weren't signed in. */
  readonly actorName: string | null;
  /** Null for somebody who isn't a user here anymore. */
  readonly actorFullName: string | null;
  readonly details: Readonly<Record<string, unknown>>;
};

export type EndReason = "accepted" | "declined" | "deleted" | "replaced" | "left-parent" | "account-disabled";

/** Why a user can't be invited. */
export type Rejection =
  | "already-a-user"
  | "already-invited"
  | "not-a-user-of-parent"
  | "no-email"
  | "account-disabled"
  /** The organization has reached its daily limit of emails to the user. */
  | "too-often";

/** `not-looked-up`: too many usernames before it were unknown. */
export type Outcome = "invited" | Rejection | "not-looked-up";

export type InviteOutcome = { readonly username: string; readonly outcome: Outcome };

export type ResendOutcome = { readonly id: string; readonly username: string; readonly name: string } & (
  | {
      readonly outcome:
        | "sent"
        | "ended"
        | "last-day-past"
        | Exclude<Rejection, "already-invited" | "too-often">;
    }
  /** An email was last sent at `lastAt`. The next one can be sent at `from`. */
  | { readonly outcome: "too-soon" | "too-often"; readonly lastAt: Date; readonly from: Date }
  /** The first groups of the invitation that the actor can't grant, and how many more there are. */
  | { readonly outcome: "ungrantable"; readonly groups: readonly string[]; readonly moreGroups: number }
);
