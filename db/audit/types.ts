import type { AnyBulkActionKind } from "@/db/bulk-actions/types";
import type { AuditAction } from "@/lib/audit-actions";
import type { EmailError } from "@/lib/email-errors";
import type { RefusalReason } from "@/lib/refusals";
import type { SubjectPage } from "./subject-page";

export const AUDIT_OUTCOMES = ["done", "refused"] as const;
type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

/** A change or a refused attempt. Names are as they were at the time, except for full names. */
export type AuditRow = {
  readonly id: number;
  readonly at: Date;
  /** This organization or a child organization. `name` is null if the organization was deleted without an event. */
  readonly organization: { readonly id: string; readonly name: string | null };
  /** Null for actions of the system, and for unknown visitors. */
  readonly actorName: string | null;
  /** The actor's name. Null if the viewer can't see it. */
  readonly actorFullName: string | null;
  /** Null if the actor isn't a user of this organization, or the viewer can't see users. */
  readonly actorUserId: string | null;
  /** The ancestor whose administrator the actor is, if they switched here from it. */
  readonly actingFrom: string | null;
  readonly address: string | null;
  /** An `AuditAction` of this version or an earlier one. */
  readonly action: string;
  readonly outcome: AuditOutcome;
  readonly subjectId: string | null;
  readonly subjectName: string | null;
  /** The name of the user or invitee. Null for other targets, and if the viewer can't see it. */
  readonly subjectFullName: string | null;
  /** The kind of page that shows the target. Null if the viewer can't open one. */
  readonly subjectPage: SubjectPage | null;
  /** The invitation that the event is about, if it still exists. */
  readonly invitationId: string | null;
  /** The request that caused it. Null for events older than this column. */
  readonly requestId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
};

/** Null means any. */
export type AuditFilter = {
  /** The actor's username at the time of the event. */
  readonly person: string | null;
  readonly action: AuditAction | null;
  /** The id of the target. */
  readonly object: string | null;
  /** The first and the last day, like "2026-11-23", in the time zone. */
  readonly from: string | null;
  readonly to: string | null;
  readonly timeZone: string;
  readonly outcome: AuditOutcome | null;
  /** Part of the actor's or the target's name. */
  readonly search: string;
};

type Names = readonly string[];
type Change<Value> = readonly [from: Value, to: Value];
type Changes = Readonly<Record<string, Change<unknown>>>;
type Nothing = Readonly<Record<never, never>>;
type BulkActionDetails = { readonly kind: AnyBulkActionKind; readonly size: number };
type EmailDetails = { readonly sending: number };

/**
 * What an event records besides actor, target and time: codes, names and values, never text to show and never a secret.
 * Days are like "2026-12-03".
 */
export type AuditDetails = {
  "invitations.create": { readonly groups: Names; readonly lastDay?: string };
  "invitations.send": EmailDetails;
  "invitations.send-failed": EmailDetails & { readonly error: EmailError };
  "invitations.resend": Nothing;
  "invitations.edit": { readonly added: Names; readonly removed: Names };
  "invitations.open": Nothing;
  "invitations.request-new-link": Nothing;
  /** `notGranted` has the reason for each group that wasn't given. */
  "invitations.accept": { readonly groups: Names; readonly notGranted: Readonly<Record<string, string>> };
  /** The invitee wrote `declineReason`. */
  "invitations.decline": { readonly declineReason?: string };
  "invitations.delete": Nothing;
  "invitations.end": { readonly reason: string };
  "bulk-actions.create": BulkActionDetails & { readonly unknown: number };
  "bulk-actions.discard": BulkActionDetails;
  "bulk-actions.start": BulkActionDetails & { readonly filter?: string; readonly search?: string };
  "bulk-actions.stop": BulkActionDetails & { readonly reason: RefusalReason; readonly refused?: number };
  "memberships.edit": { readonly changes: { readonly lastDay: Change<string | null> } };
  "memberships.end": { readonly reason: string; readonly origin?: string };
  "users.create": { readonly groups: Names };
  "users.edit": { readonly changes: Changes };
  "users.assign": { readonly added?: Names; readonly removed?: Names };
  "users.remove": Nothing;
  "users.disable": Nothing;
  "users.enable": Nothing;
  /** Has a reason if the organization was deleted, too. */
  "users.delete": { readonly reason?: string };
  "users.response-emails": { readonly changes: { readonly responseEmails: Change<boolean> } };
  "users.language": { readonly changes: { readonly language: Change<string | null> } };
  "users.time-zone": { readonly changes: { readonly timeZone: Change<string | null> } };
  "passwords.request": Nothing;
  "passwords.send": EmailDetails;
  "passwords.send-failed": EmailDetails & { readonly error: EmailError };
  "passwords.set": Nothing;
  "passwords.change": Nothing;
  "sessions.create": Nothing;
  /** Has no reason if the user signed out. */
  "sessions.end": { readonly reason?: SessionEndReason };
  "groups.create": Nothing;
  "groups.edit": { readonly changes: Changes };
  "groups.delete": { readonly members: number; readonly pendingInvitations: number };
  "roles.create": { readonly added: Names };
  "roles.edit": { readonly changes?: Changes; readonly added: Names; readonly removed: Names };
  "roles.assign": { readonly added: Names; readonly removed: Names };
  "roles.delete": { readonly groups: Names };
  "organizations.create": { readonly administrator: string };
  "organizations.rename": { readonly changes: { readonly name: Change<string> } };
  "organizations.disable": Nothing;
  "organizations.enable": Nothing;
  "organizations.delete": Readonly<Record<"accounts" | "invitedUsers" | "pendingInvitations", number>>;
  "settings.edit": { readonly changes: Changes };
  "settings.test": Nothing;
};

export type SessionEndReason =
  | "ended-elsewhere"
  | "signed-out-everywhere"
  | "replaced-in-browser"
  | "too-many-sessions"
  | "session-expired";
