import type { Task } from "graphile-worker";
import type { Database } from "@/db/client";
import { deleteOldEmailCounts } from "@/db/invitations/emails-sent";
import { deleteEndedLimits } from "@/db/limits/limits";

/** Runs every hour: deletes what no limit counts anymore. */
export function discardLimits({ db }: { db: Database }): Task {
  return async () => {
    await deleteEndedLimits(db);
    await deleteOldEmailCounts(db);
  };
}
