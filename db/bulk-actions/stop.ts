import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Cause, causeOfSystem, type Recorded, record } from "@/db/audit/record";
import type { Database, Transaction } from "@/db/client";
import { giveBackUnsent } from "@/db/invitations/invite-limits";
import { toJson } from "@/db/json";
import { rowsOf } from "@/db/rows";
import type { RefusalReason } from "@/lib/refusals";
import { bulkActionKind } from "./table";

type Stop = {
  readonly reason: RefusalReason;
  /** Who canceled it. By default, the system stopped it. */
  readonly by?: Cause;
};

/** Stops a running bulk action. The rows that are left are refused. */
export async function stopBulkAction(call: {
  db: Database;
  bulkActionId: string;
  reason: RefusalReason;
}): Promise<void> {
  const { db, bulkActionId, reason } = call;
  await db.transaction((tx) => stop(tx, bulkActionId, { reason }));
}

/**
 * The same in the caller's transaction. Waits for a running batch, and gives the remaining rows back to the limits.
 * @returns null if it isn't running
 */
export async function stop(
  tx: Transaction,
  bulkActionId: string,
  { reason, by }: Stop,
): Promise<Recorded | null> {
  // The organization before the bulk action, as deleting the organization locks them: avoids a deadlock.
  await tx.execute(sql`
    select from organizations
    where id = (select organization_id from bulk_actions where id = ${bulkActionId})
    for key share`);
  const [stopped] = await rowsOf(tx, stoppedRow)`
    update bulk_actions b
    set state = 'stopped', reason = ${toJson(reason)}::jsonb, ended_at = now()
    where id = ${bulkActionId} and state = 'running'
    returning
      organization_id as "organizationId",
      kind,
      size,
      actor_id as "actorId",
      target_organization_id as "targetId",
      to_json(started_at) as "startedAt",
      (select name from organizations o where o.id = b.target_organization_id) as "targetName"`;
  if (!stopped) return null;
  const { organizationId, kind, size, targetId, targetName } = stopped;
  const refused = await refuseRest(tx, bulkActionId);
  if (kind === "invite") {
    await giveBackUnsent(tx, stopped, { points: refused, at: stopped.startedAt });
  }
  const event = {
    action: "bulk-actions.stop",
    subject: { id: targetId ?? bulkActionId, name: targetName },
    details: { kind, size, reason, ...(targetId === null && { refused }) },
  } as const;
  if (by) return await record(tx, by, event);
  return await record(tx, causeOfSystem(organizationId), { ...event, outcome: "refused" });
}

const stoppedRow = z.object({
  organizationId: z.string(),
  kind: z.enum(bulkActionKind.enumValues),
  size: z.number(),
  actorId: z.string(),
  startedAt: z.coerce.date(),
  targetId: z.string().nullable(),
  targetName: z.string().nullable(),
});

async function refuseRest(tx: Transaction, bulkActionId: string): Promise<number> {
  const [row] = await rowsOf(tx, z.object({ count: z.number() }))`
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
    returning count`;
  return row?.count ?? 0;
}
