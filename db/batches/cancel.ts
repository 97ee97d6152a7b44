import { sql } from "drizzle-orm";
import { causeOf } from "@/db/audit/record";
import { isShownTo } from "@/db/batches/get";
import type { BatchId } from "@/db/batches/input";
import { NEEDED } from "@/db/batches/needed";
import type { BatchKind } from "@/db/batches/rows";
import { stop } from "@/db/batches/stop";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";

type Call = { readonly ctx: RequestContext; readonly input: BatchId };

/**
 * Cancels a running batch of invitations between two parts: what is done stays done, and the limits get back the rest.
 * It takes the permission that it takes to start one, also for somebody else's. One that has ended is left as it is.
 * @throws NotFound for a batch that `getBatch` would not show
 */
export async function cancelBatch(call: Call): Promise<void> {
  await CANCEL[await kindOf(call)](call);
}

async function kindOf({ ctx, input }: Call): Promise<BatchKind> {
  const [batch] = await ctx.db.execute<{ kind: BatchKind }>(sql`
    select kind from batches b where b.id = ${input.batchId} and ${isShownTo(ctx)}`);
  if (!batch) throw new NotFound();
  return batch.kind;
}

const CANCEL: Record<BatchKind, (call: Call) => Promise<void>> = {
  invite: defineCommand({ permission: NEEDED.invite }, cancel),
  "send-again": defineCommand({ permission: NEEDED["send-again"] }, cancel),
  delete: defineCommand({ permission: NEEDED.delete }, cancel),
};

async function cancel({ tx, ctx, input }: Call & { tx: Transaction }): Promise<void> {
  await stop(tx, input.batchId, { because: canceledBy(ctx), by: causeOf(ctx) });
}

/** As a sentence. */
export function canceledBy({ actor }: RequestContext): string {
  return `${actor.name} canceled it.`;
}
