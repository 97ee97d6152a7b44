import type { Task } from "graphile-worker";
import { deleteOldDrafts } from "@/db/bulk-actions/delete-drafts";
import type { Database } from "@/db/client";

/** Runs every hour: deletes drafts of bulk actions that were never started. */
export function discardDrafts({ db }: { db: Database }): Task {
  return async () => {
    await deleteOldDrafts({ db });
  };
}
