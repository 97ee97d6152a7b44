import { sql } from "drizzle-orm";
import { causeOfSystem, record } from "@/db/audit/record";
import type { BatchKind } from "@/db/batches/rows";
import { batchWords } from "@/db/batches/words";
import type { Database } from "@/db/client";

/** Stops a running batch: whose turn has not come is refused, what was done stays done. @param call.because a sentence */
export async function stopBatch(call: { db: Database; batchId: string; because: string }): Promise<void> {
  const { db, batchId, because } = call;
  await db.transaction(async (tx) => {
    const [stopped] = await tx.execute<{ organizationId: string; kind: BatchKind; size: number }>(sql`
      update batches set state = 'stopped', because = ${because}, ended_at = now()
      where id = ${batchId} and state = 'running'
      returning organization_id as "organizationId", kind, size`);
    if (!stopped) return;
    const { organizationId, kind, size } = stopped;
    const [refused] = await tx.execute<{ count: number }>(sql`
      with refused as (
        update batch_rows set outcome = 'refused' where batch_id = ${batchId} and outcome is null returning 1
      )
      select count(*)::int as count from refused`);
    const count = refused?.count ?? 0;
    await tx.execute(sql`
      update batches set tally = tally || jsonb_build_object('refused', ${count}::int) where id = ${batchId}`);
    await record(tx, causeOfSystem(organizationId), {
      action: "batches.stop",
      outcome: "refused",
      subject: { id: batchId, name: batchWords(kind, size) },
      details: { because, refused: count },
    });
  });
}
