import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { EMAIL_ATTEMPTS } from "@/db/invitations/write";
import { REQUEST_ID } from "@/db/transactions";

/** A lower number comes first: the mail of one invitation (0), then the next part of a bulk action, then a bulk action's mails. */
const PRIORITY = 5;
export const BULK_EMAIL_PRIORITY = 10;

/**
 * Queues the next part of a bulk action. All bulk actions share one queue: one part at a time, of each bulk action in turn, so that they
 * take but one of the worker's hands and none waits for all of another. A key makes two such jobs one.
 */
export async function queueNextPart(tx: Transaction, bulkActionId: string): Promise<void> {
  await tx.execute(sql`
    select graphile_worker.add_job('run-bulk-action',
      json_build_object('bulkActionId', ${bulkActionId}::text, 'requestId', ${REQUEST_ID}), queue_name := 'bulk_actions',
      job_key := 'bulk_action:' || ${bulkActionId}::text, priority := ${PRIORITY}, max_attempts := ${EMAIL_ATTEMPTS})`);
}
