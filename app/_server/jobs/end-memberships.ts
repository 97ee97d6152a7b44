import type { Task } from "graphile-worker";
import { log } from "@/app/_server/log";
import type { Database } from "@/db/client";
import { endDueMemberships } from "@/db/memberships/end-due";
import { tellEnds } from "@/db/memberships/tell-ends";

/** Each minute: tells of memberships that end soon, and removes those that have ended. What was missed is made up for. */
export function endMemberships({ db }: { db: Database }): Task {
  return async () => {
    const ended = await endDueMemberships({ db });
    const told = await tellEnds({ db });
    if (ended + told > 0) log.info({ ended, told }, "Memberships ended, and ends were told");
  };
}
