import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { type LimitName, limitKey, limitSeconds } from "@/db/limits/limits";

type Taken = { readonly points: number; readonly at: Date };

/** Clocks of app and database may differ by so much, in seconds. */
const TOLERANCE = 60;

/**
 * Gives back points that were taken a while ago, in the transaction of the caller. Where the span in which they were taken
 * is over, there is nothing to give back.
 */
export async function giveBackWithin(
  tx: Transaction,
  name: LimitName,
  key: string,
  { points, at }: Taken,
): Promise<void> {
  await tx.execute(sql`
    update rate_limits set points = greatest(points - ${points}::int, 0)
    where key = ${limitKey(name, key)} and expire > now()
      and expire <= ${at.toISOString()}::timestamptz + make_interval(secs => ${limitSeconds(name) + TOLERANCE})`);
}
