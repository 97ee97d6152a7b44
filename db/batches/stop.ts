import { sql } from "drizzle-orm";
import { type Cause, causeOfSystem, record } from "@/db/audit/record";
import type { AnyBatchKind } from "@/db/batches/rows";
import { batchWords } from "@/db/batches/words";
import type { Database, Transaction } from "@/db/client";
import { giveBackWithin } from "@/db/limits/give-back";

type Stop = {
  /** A sentence. */
  readonly because: string;
  /** Who canceled it; the system, where none is given. */
  readonly by?: Cause;
};

/** Stops a running batch: whose turn has not come is refused, what was done stays done. @param call.because a sentence */
export async function stopBatch(call: { db: Database; batchId: string; because: string }): Promise<void> {
  const { db, batchId, because } = call;
  await db.transaction((tx) => stop(tx, batchId, { because }));
}

/**
 * The same in a transaction of the caller. Waits for a part under way. The limits get back what was not done.
 * @returns false for one that does not run
 */
export async function stop(tx: Transaction, batchId: string, { because, by }: Stop): Promise<boolean> {
  const [stopped] = await tx.execute<Stopped>(sql`
    update batches b set state = 'stopped', because = ${because}, ended_at = now()
    where id = ${batchId} and state = 'running'
    returning organization_id as "organizationId", kind, size, actor_id as "actorId", target_organization_id as "targetId",
      to_json(started_at) #>> '{}' as "startedAt",
      (select name from organizations o where o.id = b.target_organization_id) as "targetName"`);
  if (!stopped) return false;
  const { organizationId, kind, size, targetId, targetName } = stopped;
  const refused = await refuseRest(tx, batchId);
  if (kind === "invite") await giveBackInvitations(tx, stopped, refused);
  await record(tx, by ?? causeOfSystem(organizationId), {
    action: "batches.stop",
    outcome: by ? "done" : "refused",
    subject: { id: targetId ?? batchId, name: batchWords(kind, size, targetName) },
    details: { because, ...(targetId === null && { refused }) },
  });
  return true;
}

type Stopped = {
  readonly organizationId: string;
  readonly kind: AnyBatchKind;
  readonly size: number;
  readonly actorId: string;
  readonly startedAt: string;
  readonly targetId: string | null;
  readonly targetName: string | null;
};

async function refuseRest(tx: Transaction, batchId: string): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    with refused as (
      update batch_rows set outcome = 'refused' where batch_id = ${batchId} and outcome is null returning 1
    ),
    counted as (select count(*)::int as count from refused)
    update batches set tally = case when count > 0 then tally || jsonb_build_object('refused', count) else tally end
    from counted where id = ${batchId} returning count`);
  return row?.count ?? 0;
}

async function giveBackInvitations(tx: Transaction, stopped: Stopped, count: number): Promise<void> {
  const taken = { points: count, at: new Date(stopped.startedAt) };
  await giveBackWithin(tx, "invitations-of-inviter", stopped.actorId, taken);
  await giveBackWithin(tx, "invitations-of-organization", stopped.organizationId, taken);
}
