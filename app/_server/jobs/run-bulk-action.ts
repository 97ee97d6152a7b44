import type { Task } from "graphile-worker";
import { z } from "zod";
import { log } from "@/app/_server/log";
import { runBulkAction } from "@/db/bulk-actions/run";
import { stopBulkAction } from "@/db/bulk-actions/stop";
import type { Database } from "@/db/client";
import { isUnavailable } from "@/db/connection/unavailable";
import { idSchema } from "@/db/uuid";

/** Runs the next batch of a bulk action. The queue retries failures. After the last attempt, the bulk action is stopped. */
export function runBulkActionBatch({ db }: { db: Database }): Task {
  return async (payload, { job }) => {
    const { bulkActionId } = payloadSchema.parse(payload);
    try {
      await runBulkAction({ db, bulkActionId });
    } catch (error) {
      log.error({ err: error, bulkActionId, attempt: job.attempts }, "A batch of a bulk action failed");
      if (job.attempts < job.max_attempts || isUnavailable(error)) throw error;
      await stopBulkAction({ db, bulkActionId, reason: { code: "failed-repeatedly" } });
    }
  };
}

const payloadSchema = z.object({ bulkActionId: idSchema });
