import type { Task } from "graphile-worker";
import { discardOldDrafts } from "@/db/bulk-actions/discard-drafts";
import type { Database } from "@/db/client";

/** Each hour: throws away what somebody has prepared to invite and never sent. */
export function discardDrafts({ db }: { db: Database }): Task {
  return async () => {
    await discardOldDrafts({ db });
  };
}
