import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { type Cause, cutName, type RefusedEvent } from "@/db/audit/record";
import type { Database, Transaction } from "@/db/client";
import { Limited, type Refusal } from "@/db/errors";
import { toJson } from "@/db/json";
import { networkOf } from "@/db/limits/network";
import type { RefusalReason } from "@/lib/refusals";

type Refused = Pick<RefusedEvent, "action" | "subject">;

/**
 * How many kinds of refusals are recorded in an organization and hour: for each actor, and for all signed-out visitors
 * together.
 */
const MAX_KINDS = 50;
const TOO_MANY: RefusalReason = { code: "many-refusals" };

/** Records a refusal with `recordOnce`. Refusals that differ only in the time to wait are of the same kind. */
export async function recordRefusal(
  db: Database | Transaction,
  cause: Cause,
  event: Refused,
  refusal: Refusal,
): Promise<void> {
  await recordOnce(db, cause, { ...event, details: { reason: refusal.reason } }, kindOf(refusal));
}

/**
 * Records a refused attempt: the first of its kind in an hour immediately, and after that hour the number of repetitions as
 * one event (`recordRepeats`). A kind is the actor (or the network, if signed out), action, target and details. After 50
 * kinds of an actor, further ones are combined by target, so that an attacked account always appears. Records nothing for an
 * organization that doesn't exist. Don't call it inside a transaction that is rolled back.
 */
export async function recordOnce(
  db: Database | Transaction,
  cause: Cause,
  event: Omit<RefusedEvent, "outcome">,
  details = toJson([event.subject?.name, event.details]),
): Promise<void> {
  const { organizationId, actorId } = cause;
  const whose = [organizationId, actorId ?? "signed out"];
  const from = actorId ? "" : networkOf(cause.address ?? "");
  const kind = [from, event.action, event.subject?.id ?? "", details];
  const row = {
    ...cause,
    action: event.action,
    subjectId: event.subject?.id ?? null,
    subjectName: cutName(event.subject?.name),
    details: event.details,
  };
  const others = { ...row, address: actorId ? cause.address : null, details: { reason: TOO_MANY } };
  const [ownKey, othersKey] = [keyOf([...whose, ...kind]), keyOf([...whose, "others", row.subjectId ?? ""])];
  // In a transaction, because that sets the id of the request, which the event contains.
  await db.transaction((tx) =>
    tx.execute(sql`
    with crowd as (
      select count(*) >= ${MAX_KINDS} as is_full from refusal_counts
      where organization_id = ${organizationId} and actor_id is not distinct from ${actorId}::uuid
        and event -> 'details' -> 'reason' ->> 'code' is distinct from ${TOO_MANY.code}
    ),
    chosen as (
      select case when crowd.is_full and not exists (select from refusal_counts where key = ${ownKey})
        then ${othersKey} else ${ownKey} end as key from crowd
    ),
    counted as (
      insert into refusal_counts as r (key, organization_id, actor_id, event, ends_at)
      select chosen.key, o.id, ${actorId}::uuid,
        case when chosen.key = ${othersKey} then ${toJson(others)}::jsonb else ${toJson(row)}::jsonb end,
        now() + interval '1 hour'
      from chosen, organizations o where o.id = ${organizationId}
      on conflict (key) do update set repeats = r.repeats + 1
      returning organization_id, event, repeats
    )
    ${insertEvents(sql`counted where repeats = 0`)}`),
  );
}

/** Records the number of repetitions for each kind of refusal whose hour is over, and deletes their counts. Run by a job. */
export async function recordRepeats({ db }: { db: Database }): Promise<void> {
  await db.execute(sql`
    with over as (
      delete from refusal_counts where ends_at <= now() returning organization_id, event, repeats
    ),
    repeated as (
      select o.id as organization_id,
        event || jsonb_build_object('details', event -> 'details' || jsonb_build_object('repeats', repeats)) as event
      from over join organizations o on o.id = over.organization_id where repeats > 0
    )
    ${insertEvents(sql`repeated`)}`);
}

function insertEvents(from: SQL): SQL {
  return sql`
    insert into audit_events
      (organization_id, actor_id, actor_name, acting_from_id, address,
       action, outcome, subject_id, subject_name, details)
    select
      organization_id, (event ->> 'actorId')::uuid, event ->> 'actorName', (event ->> 'actingFromId')::uuid,
      event ->> 'address', event ->> 'action', 'refused', (event ->> 'subjectId')::uuid,
      event ->> 'subjectName', event -> 'details'
    from ${from}`;
}

function kindOf(refusal: Refusal): string {
  return refusal instanceof Limited ? refusal.kind : toJson(refusal.reason);
}

function keyOf(parts: readonly string[]): string {
  return createHash("sha256").update(toJson(parts)).digest("base64url");
}
