import type { Task } from "graphile-worker";
import type { Database } from "@/db/client";
import { deleteEndedLimits } from "@/db/limits/limits";

/** Runs every hour: deletes the counts of limits whose duration is over. */
export function discardLimits({ db }: { db: Database }): Task {
  return async () => {
    await deleteEndedLimits(db);
  };
}
