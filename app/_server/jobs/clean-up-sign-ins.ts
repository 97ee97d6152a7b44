import type { Task } from "graphile-worker";
import { recordRepeats } from "@/db/audit/record-refusal";
import type { Database } from "@/db/client";
import { endExpiredSessions } from "@/db/sessions/end";

/** Each minute: ends the sessions that have expired, and records how often what was refused was tried again. */
export function cleanUpSignIns({ db }: { db: Database }): Task {
  return async () => {
    await endExpiredSessions({ db });
    await recordRepeats({ db });
  };
}
