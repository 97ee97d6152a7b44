import type { Task } from "graphile-worker";
import { recordRepeats } from "@/db/audit/record-refusal";
import type { Database } from "@/db/client";
import { endExpiredSessions } from "@/db/sessions/end";

/** Runs every minute: ends expired sessions and records repeated refusals. */
export function cleanUpSignIns({ db }: { db: Database }): Task {
  return async () => {
    await endExpiredSessions({ db });
    await recordRepeats({ db });
  };
}
