import type { Task } from "graphile-worker";
import type { Database } from "@/db/client";
import { deleteAbandonedNotices } from "@/db/notices/delete";

/** Runs every hour: deletes account notices that will never be sent, because they contain email addresses. */
export function discardNotices({ db }: { db: Database }): Task {
  return async () => {
    await deleteAbandonedNotices({ db });
  };
}
