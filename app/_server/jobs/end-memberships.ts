import type { Task } from "graphile-worker";
import { log } from "@/app/_server/log";
import type { Database } from "@/db/client";
import { endDueMemberships } from "@/db/memberships/end-due";
import { enqueueEndNotices } from "@/db/memberships/end-notices";
import { BATCH_SIZE } from "@/lib/bulk-actions";

/**
 * Runs every minute: notifies about memberships that end soon, and removes those that have ended, even while no worker was
 * running. A job does one batch and queues the next, so that other jobs can run in between and the worker can stop.
 */
export function endMemberships({ db }: { db: Database }): Task {
  return async (_payload, { addJob }) => {
    const ended = await endDueMemberships({ db });
    const notified = await enqueueEndNotices({ db });
    if (ended + notified > 0) log.info({ ended, notified }, "Memberships ended, and end notices were queued");
    if (ended === BATCH_SIZE || notified === BATCH_SIZE)
      await addJob("end-memberships", {}, { jobKey: "end-memberships" });
  };
}
