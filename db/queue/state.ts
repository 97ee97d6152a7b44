import { z } from "zod";
import type { Database } from "@/db/client";
import { rowsOf } from "@/db/rows";

const stateRow = z.object({ waiting: z.number(), failing: z.number() });

export type QueueState = { readonly waiting: number; readonly failing: number };

/** Counts the waiting jobs, and those among them that have failed before. @throws Unavailable */
export async function readQueueState(db: Database): Promise<QueueState> {
  const [row] = await rowsOf(db, stateRow)`
    select count(*)::int as waiting, count(*) filter (where attempts > 0 and last_error is not null)::int as failing
    from graphile_worker.jobs where attempts < max_attempts`;
  return row ?? { waiting: 0, failing: 0 };
}
