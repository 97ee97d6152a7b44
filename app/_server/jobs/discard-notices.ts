import type { Task } from "graphile-worker";
import type { Database } from "@/db/client";
import { forgetAbandonedNotices } from "@/db/notices/forget";

/** Each hour: deletes what nobody will send any more of the emails about accounts, which hold addresses. */
export function discardNotices({ db }: { db: Database }): Task {
  return async () => {
    await forgetAbandonedNotices({ db });
  };
}
