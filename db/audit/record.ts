import { is, SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { RequestContext } from "@/db/request-context";
import { auditEvents } from "@/db/schema";
import type { AuditAction } from "@/lib/audit-actions";

export type AuditEvent = {
  readonly action: AuditAction;
  readonly outcome?: "done" | "refused";
  readonly subject?: { readonly id?: string | null; readonly name?: string | null };
  /**
   * What else a reader asks for, under these names where they fit: `changes: { name: ["from", "to"] }`,
   * `groups`, `added` and `removed` (names), `because`. Never a secret.
   */
  readonly details?: Record<string, unknown>;
};

/** Who did it, and from where, in the shape that audit rows take. */
export type Cause = {
  readonly organizationId: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly actingFromId: string | null;
  readonly address: string | null;
};

/**
 * Writes one audit row.
 * @param tx the transaction of the change that it tells of; for a refusal, one of its own. It names the request
 */
export async function record(tx: Transaction, cause: Cause, event: AuditEvent): Promise<void> {
  await tx.insert(auditEvents).values({
    ...cause,
    action: event.action,
    outcome: event.outcome ?? "done",
    subjectId: event.subject?.id ?? null,
    subjectName: event.subject?.name?.slice(0, 200) ?? null,
    details: event.details ?? {},
  });
}

/**
 * A `Cause` whose values may be SQL expressions. Fields that are null in every event can be left out, like `actingFromId` for
 * what people do with their own account or a link.
 */
type CauseInSql = { readonly organizationId: string | SQL } & {
  readonly [Field in Exclude<keyof Cause, "organizationId">]?: Cause[Field] | SQL;
};

type EventInSql = {
  readonly action: AuditAction;
  readonly outcome?: "done" | "refused" | SQL;
  readonly subject: { readonly id?: string | SQL; readonly name: string | SQL };
  /** An object, or an SQL expression of a jsonb object. */
  readonly details?: Readonly<Record<string, unknown>> | SQL;
};

/**
 * A statement that writes an audit event for each row, or a step of a larger one (as a CTE, or with `returning` after it).
 * @param from what follows `from` in a select; `cause` and `event` can refer to its columns
 */
export function insertAuditEvents(cause: CauseInSql, event: EventInSql, from: SQL): SQL {
  const { action, outcome = "done", subject, details = {} } = event;
  return sql`
    insert into audit_events (
      organization_id, actor_id, actor_name, acting_from_id, address,
      action, outcome, subject_id, subject_name, details
    )
    select
      ${cause.organizationId}::uuid,
      ${cause.actorId ?? null}::uuid,
      ${cause.actorName ?? null}::text,
      ${cause.actingFromId ?? null}::uuid,
      ${cause.address ?? null}::text,
      ${action}::text,
      (${outcome})::audit_outcome,
      ${subject.id ?? null}::uuid,
      ${subject.name}::text,
      (${is(details, SQL) ? details : JSON.stringify(details)})::jsonb
    from ${from}`;
}

export function causeOf(ctx: RequestContext): Cause {
  return {
    organizationId: ctx.organization.id,
    actorId: ctx.actor.id,
    actorName: ctx.actor.username,
    actingFromId: ctx.actingFrom?.id ?? null,
    address: ctx.address,
  };
}

/** What the system does by itself, as the mail job does. */
export function causeOfSystem(organizationId: string): Cause {
  return { organizationId, actorId: null, actorName: null, actingFromId: null, address: null };
}

/** Tells the trigger on memberships who is the cause of what it will record in this transaction. */
export async function nameCause(tx: Transaction, cause: Cause, reason: string): Promise<void> {
  await tx.execute(sql`select set_config('usher.cause', ${JSON.stringify({ ...cause, reason })}, true)`);
}
