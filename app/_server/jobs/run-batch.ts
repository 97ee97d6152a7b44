import type { Task } from "graphile-worker";
import { z } from "zod";
import { log } from "@/app/_server/log";
import { runBatch } from "@/db/batches/run";
import { stopBatch } from "@/db/batches/stop";
import type { Database } from "@/db/client";
import { isUnavailable } from "@/db/unavailable";

/** Does the next part of a batch. What fails is tried again by the queue; after the last try the batch is stopped. */
export function runBatchPart({ db }: { db: Database }): Task {
  return async (payload, { job }) => {
    const { batchId } = payloadSchema.parse(payload);
    try {
      await runBatch({ db, batchId });
    } catch (error) {
      log.error({ err: error, batchId, attempt: job.attempts }, "A part of a batch failed");
      if (job.attempts < job.max_attempts || isUnavailable(error)) throw error;
      await stopBatch({ db, batchId, because: "It failed again and again, on our side." });
    }
  };
}

const payloadSchema = z.object({ batchId: z.uuid() });
