import type { AuditAction } from "@/lib/audit-actions";

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
