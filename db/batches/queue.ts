import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { MAIL_ATTEMPTS } from "@/db/invitations/write";
import { REQUEST_ID } from "@/db/transactions";

/** A lower number comes first: the mail of one invitation (0), then the next part of a batch, then a batch's mails. */
const PRIORITY = 5;
export const BATCH_MAIL_PRIORITY = 10;

/**
 * Queues the next part of a batch. All batches share one queue: one part at a time, of each batch in turn, so that they
 * take but one of the worker's hands and none waits for all of another. A key makes two such jobs one.
 */
export async function queueNextPart(tx: Transaction, batchId: string): Promise<void> {
  await tx.execute(sql`
    select graphile_worker.add_job('run-batch',
      json_build_object('batchId', ${batchId}::text, 'requestId', ${REQUEST_ID}), queue_name := 'batches',
      job_key := 'batch:' || ${batchId}::text, priority := ${PRIORITY}, max_attempts := ${MAIL_ATTEMPTS})`);
}
