import { sql } from "drizzle-orm";
import { type Cause, causeOfSystem, record } from "@/db/audit/record";
import type { Database, Transaction } from "@/db/client";
import { giveBackWithin } from "@/db/limits/limits";
import type { AnyBulkActionKind } from "./types";

type Stop = {
  /** A sentence. */
  readonly reason: string;
  /** Who canceled it; by default the system. */
  readonly by?: Cause;
};

/** Stops a running bulk action. The rows that are left are refused. @param call.reason a sentence */
export async function stopBulkAction(call: {
  db: Database;
  bulkActionId: string;
  reason: string;
}): Promise<void> {
  const { db, bulkActionId, reason } = call;
  await db.transaction((tx) => stop(tx, bulkActionId, { reason }));
}

/**
 * The same in the caller's transaction. Waits for a batch that is running, and gives back the rest to the limits.
 * @returns false if it isn't running
 */
export async function stop(tx: Transaction, bulkActionId: string, { reason, by }: Stop): Promise<boolean> {
  const [stopped] = await tx.execute<Stopped>(sql`
    update bulk_actions b
    set state = 'stopped', reason = ${reason}, ended_at = now()
    where id = ${bulkActionId} and state = 'running'
    returning
      organization_id as "organizationId",
      kind,
      size,
      actor_id as "actorId",
      target_organization_id as "targetId",
      to_json(started_at) #>> '{}' as "startedAt",
      (select name from organizations o where o.id = b.target_organization_id) as "targetName"`);
  if (!stopped) return false;
  const { organizationId, kind, size, targetId, targetName } = stopped;
  const refused = await refuseRest(tx, bulkActionId);
  if (kind === "invite") await giveBackInvitations(tx, stopped, refused);
  const event = {
    action: "bulk-actions.stop",
    subject: { id: targetId ?? bulkActionId, name: targetName },
    details: { kind, size, reason, ...(targetId === null && { refused }) },
  } as const;
  if (by) await record(tx, by, event);
  else await record(tx, causeOfSystem(organizationId), { ...event, outcome: "refused" });
  return true;
}

type Stopped = {
  readonly organizationId: string;
  readonly kind: AnyBulkActionKind;
  readonly size: number;
  readonly actorId: string;
  readonly startedAt: string;
  readonly targetId: string | null;
  readonly targetName: string | null;
};

async function refuseRest(tx: Transaction, bulkActionId: string): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    with refused as (
      update bulk_action_rows
      set outcome = 'refused'
      where bulk_action_id = ${bulkActionId} and outcome is null
      returning 1
    ),
    counted as (
      select count(*)::int as count from refused
    )
    update bulk_actions
    set tally = case when count > 0 then tally || jsonb_build_object('refused', count) else tally end
    from counted
    where id = ${bulkActionId}
    returning count`);
  return row?.count ?? 0;
}

async function giveBackInvitations(tx: Transaction, stopped: Stopped, count: number): Promise<void> {
  const taken = { points: count, at: new Date(stopped.startedAt) };
  await giveBackWithin(tx, "invitations-of-inviter", stopped.actorId, taken);
  await giveBackWithin(tx, "invitations-of-organization", stopped.organizationId, taken);
}
