import type { AnyBulkActionKind } from "@/db/bulk-actions/types";
import type { AUDIT_ACTIONS, AuditAction } from "@/lib/audit-actions";

export const AUDIT_OUTCOMES = ["done", "refused"] as const;
type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

/** One thing that happened, or was refused. Names are as they were then. */
export type AuditRow = {
  readonly id: number;
  readonly at: Date;
  /** Where: this organization, or one below. Null for the name if the organization is gone without a trace. */
  readonly organization: { readonly id: string; readonly name: string | null };
  /** Null for what the system did by itself, and for somebody whom nobody knows. */
  readonly actorName: string | null;
  /** The ancestor as whose administrator the actor worked there. */
  readonly actingFrom: string | null;
  readonly address: string | null;
  /** An `AuditAction` of this version, or of one before. */
  readonly action: string;
  readonly outcome: AuditOutcome;
  readonly subjectId: string | null;
  readonly subjectName: string | null;
  /** The request that caused it; null for what is older than this column. */
  readonly requestId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
};

/** What is asked for; null narrows nothing. */
export type AuditFilter = {
  /** The actor's username as it stands in the audit. */
  readonly person: string | null;
  readonly action: AuditAction | null;
  /** The id of what it was done to. */
  readonly object: string | null;
  /** A day in UTC: "2026-11-23". */
  readonly day: string | null;
  readonly outcome: AuditOutcome | null;
  /** Part of the actor's or the object's name. */
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
  "invitations.create": { readonly groups: Names; readonly lastDay?: string; readonly reason?: string };
  "invitations.send": EmailDetails;
  /** `reason` is what the mail server said. */
  "invitations.send-failed": EmailDetails & { readonly reason: string };
  "invitations.resend": { readonly reason?: string };
  "invitations.edit": { readonly added: Names; readonly removed: Names };
  "invitations.open": Nothing;
  "invitations.ask": Nothing;
  /** `withheld` says for each group that wasn't given why. */
  "invitations.accept": { readonly groups: Names; readonly withheld: Readonly<Record<string, string>> };
  "invitations.decline": Nothing;
  "invitations.delete": Nothing;
  "invitations.end": { readonly reason: string };
  "bulk-actions.create": BulkActionDetails & { readonly unknown: number };
  "bulk-actions.start": BulkActionDetails & { readonly filter?: string; readonly search?: string };
  "bulk-actions.stop": BulkActionDetails & { readonly reason: string; readonly refused?: number };
  "memberships.edit": { readonly changes: { readonly lastDay: Change<string | null> } };
  "memberships.end": { readonly reason: string; readonly origin?: string };
  "users.create": { readonly groups: Names };
  "users.edit": { readonly changes: Changes };
  "users.assign": { readonly added?: Names; readonly removed?: Names };
  "users.remove": Nothing;
  "users.disable": Nothing;
  "users.enable": Nothing;
  /** With a reason if the organization was deleted, too. */
  "users.delete": { readonly reason?: string };
  "users.mail": { readonly changes: { readonly responseEmails: Change<boolean> } };
  "passwords.request": Nothing;
  "passwords.send": EmailDetails;
  "passwords.send-failed": EmailDetails & { readonly reason: string };
  "passwords.set": Nothing;
  "passwords.change": Nothing;
  "sessions.create": Nothing;
  /** Without a reason the user signed out. */
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
};

/** The actions that are recorded when they are done. Denied ones are recorded as the permission that was missing. */
export type DoneAction = keyof typeof AUDIT_ACTIONS & keyof AuditDetails;

export type SessionEndReason =
  | "ended-elsewhere"
  | "signed-out-everywhere"
  | "replaced-in-browser"
  | "too-many-sessions"
  | "session-expired";
