import { sql } from "drizzle-orm";
import { type Access, findContextOf } from "@/db/access/find-context";
import { recheckContext } from "@/db/access/recheck-context";
import { PART } from "@/db/batches/bounds";
import { type Done, OPERATIONS } from "@/db/batches/deeds";
import { NEEDED } from "@/db/batches/needed";
import { queueNextPart } from "@/db/batches/queue";
import type { AnyBatchKind, BatchKind, DeletionTally, Tally } from "@/db/batches/rows";
import { stopBatch } from "@/db/batches/stop";
import { countOutcomes } from "@/db/batches/tally";
import type { Database, Transaction } from "@/db/client";
import { Forbidden, Refusal } from "@/db/errors";
import { constant } from "@/db/lists/keyset";
import { deleteNext } from "@/db/organizations/delete-next";
import { can, type RequestContext } from "@/db/request-context";

type Running = {
  readonly id: string;
  readonly organizationId: string;
  readonly kind: AnyBatchKind;
  readonly actorId: string;
  readonly address: string;
};

/**
 * Does the next part of a running batch, and queues the one after it: in one transaction with the outcomes, so that
 * whatever dies on the way, nothing is lost and nothing done twice. Who started it must still be allowed to: their
 * rights are read anew, and without them the rest is refused.
 */
export async function runBatch({ db, batchId }: { db: Database; batchId: string }): Promise<void> {
  const batch = await findRunning(db, batchId);
  if (!batch) return;
  try {
    const ctx = requireAllowed(batch.kind, await findContextOf({ db, ...batch }));
    await db.transaction(async (tx) => {
      await runPart(tx, requireAllowed(batch.kind, await recheckContext(tx, ctx)), batch);
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await stopBatch({ db, batchId, because: error.message });
  }
}

async function findRunning(db: Database, batchId: string): Promise<Running | undefined> {
  const [batch] = await db.execute<Running>(sql`
    select id, organization_id as "organizationId", kind, actor_id as "actorId", address
    from batches where id = ${batchId} and state = 'running'`);
  return batch;
}

const NOT_ALLOWED = "Whoever started it may no longer do this here.";

function requireAllowed(kind: AnyBatchKind, access: Access): RequestContext {
  switch (access.state) {
    case "open":
      if (!can(access.ctx, NEEDED[kind])) throw new Forbidden(NOT_ALLOWED);
      return access.ctx;
    case "inactive":
      throw new Forbidden(`${access.organization.name} is inactive.`);
    case "signed-out":
      throw new Forbidden("The account of whoever started it is disabled or gone.");
    case "absent":
    case "no-rights":
      throw new Forbidden(NOT_ALLOWED);
  }
}

export type Row = {
  readonly position: number;
  readonly username: string;
  readonly invitationId: string | null;
  readonly groups: readonly { readonly id: string | null; readonly name: string }[];
};

export type Held = {
  readonly id: string;
  readonly lifetimeHours: number | null;
  readonly note: string | null;
  readonly membershipEndsAt: string | null;
  readonly targetOrganizationId: string | null;
  readonly tally: Tally & DeletionTally;
};

/** What is done after a part, and whether it was the last one. */
type Part = { readonly tally: Tally | DeletionTally; readonly last: boolean };

/** Does the next part in the transaction of its caller, who has checked the permission, and queues the one after it. */
export async function runPart(
  tx: Transaction,
  ctx: RequestContext,
  { id, kind }: Pick<Running, "id" | "kind">,
): Promise<void> {
  // The organization first, in the order of whoever deletes it with all its batches.
  await tx.execute(sql`select from organizations where id = ${ctx.organization.id} for key share`);
  const [held] = await tx.execute<Held>(sql`
    select id, lifetime_hours as "lifetimeHours", note, to_json(membership_ends_at) #>> '{}' as "membershipEndsAt",
      target_organization_id as "targetOrganizationId", tally
    from batches where id = ${id} and state = 'running' for update`);
  if (!held) return;
  const { tally, last } =
    kind === "delete-organization" ? await deleteNext(tx, ctx, held) : await settleNext(tx, ctx, kind, held);
  await tx.execute(sql`
    update batches set tally = ${JSON.stringify(tally)}::jsonb
      ${last ? sql`, state = 'finished', ended_at = now()` : sql``} where id = ${id}`);
  if (!last) await queueNextPart(tx, id);
}

async function settleNext(tx: Transaction, ctx: RequestContext, kind: BatchKind, held: Held): Promise<Part> {
  const rows = await nextRows(tx, held.id);
  const done = rows.length > 0 ? await OPERATIONS[kind](tx, ctx, held, rows) : [];
  await settleRows(tx, held.id, done);
  const tally = countOutcomes(
    held.tally,
    done.map(({ outcome }) => outcome),
  );
  return { tally, last: rows.length < PART };
}

async function nextRows(tx: Transaction, batchId: string): Promise<Row[]> {
  return await tx.execute<Row>(sql`
    select r.position, r.username, r.invitation_id as "invitationId",
      coalesce((select json_agg(json_build_object('id', g.group_id, 'name', g.group_name) order by g.group_name)
        from batch_row_groups g where g.batch_id = r.batch_id and g.position = r.position), '[]') as groups
    from batch_rows r where r.batch_id = ${batchId} and r.outcome is null
    order by r.position limit ${constant(PART)}`);
}

async function settleRows(tx: Transaction, batchId: string, done: readonly Done[]): Promise<void> {
  if (done.length === 0) return;
  await tx.execute(sql`
    update batch_rows r set outcome = told.outcome, details = coalesce(told.details, '{}'),
      invitation_id = coalesce(r.invitation_id, told."invitationId")
    from json_to_recordset(${JSON.stringify(done)}) as told (position int, outcome batch_outcome, details jsonb, "invitationId" uuid)
    where r.batch_id = ${batchId} and r.position = told.position`);
}
