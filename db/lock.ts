import { z } from "zod";
import type { Transaction } from "@/db/client";
import { rowsOf } from "@/db/rows";

/** Takes a lock until the transaction ends, without waiting. @returns false if another transaction holds it */
export async function tryLock(tx: Transaction, name: string): Promise<boolean> {
  const [lock] = await rowsOf(tx, z.object({ taken: z.boolean() }))`
    select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as taken`;
  return lock?.taken ?? false;
}
