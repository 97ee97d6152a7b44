import { is, SQL, sql } from "drizzle-orm";
import type { BulkActionOutcome } from "@/db/bulk-actions/types";
import type { Transaction } from "@/db/client";
import { toJson } from "@/db/json";
import type { RequestContext } from "@/db/request-context";
import { auditEvents } from "@/db/schema";
import type { AuditAction, DoneAction } from "@/lib/audit-actions";
import type { RefusalReason } from "@/lib/refusals";
import { cutText } from "@/lib/text";
import type { AuditDetails } from "./types";

type Subject<Text> = { readonly id?: Text | null; readonly name?: Text | null };

/** Details are required if the action has any. */
type WithDetails<Details> =
  Record<never, never> extends Details ? { readonly details?: Details } : { readonly details: Details };

type DoneEvent<Action extends DoneAction> = {
  readonly action: Action;
  readonly outcome?: "done";
  readonly subject?: Subject<string>;
} & WithDetails<AuditDetails[Action]>;

/** A denied or failed attempt. */
export type RefusedEvent = {
  readonly action: AuditAction;
  readonly outcome: "refused";
  readonly subject?: Subject<string>;
  readonly details: { readonly reason: RefusalReason | BulkActionOutcome } & Readonly<
    Record<string, unknown>
  >;
};

/** Who did something and from where, as columns of `audit_events`. */
export type Cause = {
  readonly organizationId: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly actingFromId: string | null;
  readonly address: string | null;
};

/**
 * Proves that a command has recorded its events, and contains what the command returns. `defineCommand` accepts no other
 * result, and only this file creates it, so a command that records no event is a type error.
 */
class Recorded<Output = void> {
  constructor(
    /** For readers of the code. Because it is protected, no other object has the type `Recorded`. */
    protected readonly how: string,
    readonly output: Output,
  ) {}

  /** The same proof, with what the command returns. */
  returning<Value>(output: Value): Recorded<Value> {
    return new Recorded(this.how, output);
  }
}

export type { Recorded };

/** For events that were written without `record`. @param what a statement with `insertAuditEvents`, or a trigger */
export function recordedBy(what: string): Recorded {
  return new Recorded(what, undefined);
}

/** For a command that has changed nothing. */
export function recordsNothing(reason: string): Recorded {
  return new Recorded(reason, undefined);
}

/**
 * Records an event.
 * @param tx the transaction of the change, or a separate one for a refusal. It must be a transaction, which sets the id of
 * the request
 */
export async function record<Action extends DoneAction>(
  tx: Transaction,
  cause: Cause,
  event: DoneEvent<Action> | RefusedEvent,
): Promise<Recorded> {
  await tx.insert(auditEvents).values({
    ...cause,
    action: event.action,
    outcome: event.outcome ?? "done",
    subjectId: event.subject?.id ?? null,
    subjectName: cutName(event.subject?.name),
    details: event.details ?? {},
  });
  return recordedBy("record");
}

/**
 * A `Cause` whose values may be SQL expressions. Fields that are null in every event can be left out, like `actingFromId`
 * when people change their own account or use a link.
 */
type CauseInSql = { readonly organizationId: string | SQL } & {
  readonly [Field in Exclude<keyof Cause, "organizationId">]?: Cause[Field] | SQL;
};

/** Details whose values may be SQL expressions of jsonb. */
type DetailsInSql<Details> = { readonly [Field in keyof Details]: Details[Field] | SQL };

type EventInSql<Action extends DoneAction> = {
  readonly action: Action;
  readonly outcome?: "done" | "refused" | SQL;
  readonly subject: Subject<string | SQL>;
} & WithDetails<DetailsInSql<AuditDetails[Action]>>;

/**
 * A statement that records an event for each row. Can be part of a larger one, as a CTE or followed by `returning`.
 * @param from what follows `from` in a select; `cause` and `event` can refer to its columns
 */
export function insertAuditEvents<Action extends DoneAction>(
  cause: CauseInSql,
  event: EventInSql<Action>,
  from: SQL,
): SQL {
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
      ${subject.name ?? null}::text,
      ${detailsInSql(details)}
    from ${from}`;
}

/** A jsonb object without the fields that are null. */
function detailsInSql(details: Readonly<Record<string, unknown>>): SQL {
  const fields = Object.entries(details).map(([name, value]) => {
    return sql`${name}::text, ${is(value, SQL) ? sql`(${value})::jsonb` : sql`${toJson(value ?? null)}::jsonb`}`;
  });
  return sql`jsonb_strip_nulls(jsonb_build_object(${sql.join(fields, sql`, `)}))`;
}

/** The name of a subject as events keep it. */
export function cutName(name: string | null | undefined): string | null {
  return name ? cutText(name, 200) : (name ?? null);
}

/** The cause of what the context's actor does, in the context's organization. */
export function causeOf(ctx: RequestContext): Cause {
  return {
    organizationId: ctx.organization.id,
    actorId: ctx.actor.id,
    actorName: ctx.actor.username,
    actingFromId: ctx.actingFrom?.id ?? null,
    address: ctx.address,
  };
}

/** For actions of the system, such as sending emails. */
export function causeOfSystem(organizationId: string): Cause {
  return { organizationId, actorId: null, actorName: null, actingFromId: null, address: null };
}

/** Sets the actor and reason for the events that the trigger on memberships records in this transaction. */
export async function nameCause(tx: Transaction, cause: Cause, reason: string): Promise<void> {
  await tx.execute(sql`select set_config('usher.cause', ${toJson({ ...cause, reason })}, true)`);
}

/** The changed fields for an audit event, as `{ name: ["from", "to"] }`. @returns null if nothing changed */
export function changesBetween<Fields extends Readonly<Record<string, unknown>>>(
  before: Fields,
  after: Fields,
): Record<string, [from: unknown, to: unknown]> | null {
  const changed = Object.keys(after).filter((field) => before[field] !== after[field]);
  if (changed.length === 0) return null;
  return Object.fromEntries(changed.map((field) => [field, [before[field], after[field]]]));
}
