import type { Transaction } from "@/db/client";
import { enqueue } from "@/db/queue/enqueue";

/** A lower number comes first: the mail of one invitation (0), then the next part of a bulk action, then a bulk action's mails. */
const PRIORITY = 5;
export const BULK_EMAIL_PRIORITY = 10;

/**
 * Queues the next part of a bulk action. All bulk actions share one queue: one part at a time, of each bulk action in turn, so that they
 * take but one of the worker's hands and none waits for all of another. A key makes two such jobs one.
 */
export async function enqueueNextBatch(tx: Transaction, bulkActionId: string): Promise<void> {
  const options = { key: `bulk_action:${bulkActionId}`, queue: "bulk_actions", priority: PRIORITY };
  await tx.execute(enqueue("run-bulk-action", { bulkActionId }, options));
}
