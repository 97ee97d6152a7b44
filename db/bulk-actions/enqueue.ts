import type { Transaction } from "@/db/client";
import { enqueue } from "@/db/queue/enqueue";

/** Lower numbers run first: emails of single invitations (0), batches of bulk actions, emails of bulk actions. */
const PRIORITY = 5;
export const BULK_EMAIL_PRIORITY = 10;

/**
 * Enqueues the next batch of a bulk action, once. All bulk actions share one queue, which runs one batch at a time and takes
 * turns, so that they occupy one slot of the worker and none waits for all of another.
 */
export async function enqueueNextBatch(tx: Transaction, bulkActionId: string): Promise<void> {
  const options = { key: `bulk_action:${bulkActionId}`, queue: "bulk_actions", priority: PRIORITY };
  await tx.execute(enqueue("run-bulk-action", { bulkActionId }, options));
}
