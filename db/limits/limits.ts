import { createHash } from "node:crypto";
import { lt, sql } from "drizzle-orm";
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import type { Database, Transaction } from "@/db/client";
import { Limited } from "@/db/errors";
import { rateLimits } from "@/db/schema";
import { LIMITS, type LimitName } from "@/lib/limits";
import { measurements } from "@/lib/measurements";

const limiters = new WeakMap<Database, Map<LimitName, RateLimiterDrizzle>>();

/**
 * Consumes points of a limit. Call it outside a transaction, because it uses a connection of its own.
 * @throws Limited if there are fewer left, with the time when there will be enough
 */
export async function consume(db: Database, name: LimitName, key: string, points = 1): Promise<void> {
  if (points === 0) return;
  try {
    await limiter(db, name).consume(hashed(key), points);
  } catch (error) {
    if (error instanceof RateLimiterRes) throw limited(name, { msBeforeNext: error.msBeforeNext, points });
    throw error;
  }
}

/** Consumes nothing. @returns the points that are left @throws Limited if there are fewer */
export async function requireLeft(db: Database, name: LimitName, key: string, points = 1): Promise<number> {
  const used = await limiter(db, name).get(hashed(key));
  const left = used?.remainingPoints ?? LIMITS[name].points;
  const msBeforeNext = used?.msBeforeNext ?? LIMITS[name].duration * 1000;
  if (left < points) throw limited(name, { msBeforeNext, left, points });
  return left;
}

export type Cost = readonly [name: LimitName, key: string, points: number];

/** Consumes all of these, or nothing if one of the limits is used up. @throws Limited */
export async function consumeAll(db: Database, costs: readonly Cost[]): Promise<void> {
  const charged = costs.filter(([, , points]) => points > 0);
  await requireAllLeft(db, charged);
  const taken: Cost[] = [];
  try {
    for (const cost of charged) {
      taken.push(cost);
      await consume(db, ...cost);
    }
  } catch (error) {
    // Another request was faster. The limiter also counts a rejected consumption, so give it back.
    if (error instanceof Limited) await giveBackAll(db, taken);
    throw error;
  }
}

/** Consumes nothing. @returns the points that are left in each of them @throws Limited if there are fewer */
export async function requireAllLeft(db: Database, costs: readonly Cost[]): Promise<number> {
  const left: number[] = [];
  for (const cost of costs) left.push(await requireLeft(db, ...cost));
  return Math.min(...left);
}

/** Gives back what `consumeAll` took. */
export async function giveBackAll(db: Database, costs: readonly Cost[]): Promise<void> {
  for (const [name, key, points] of costs) await giveBack(db, name, key, points);
}

/** Gives back consumed points. */
export async function giveBack(db: Database, name: LimitName, key: string, points = 1): Promise<void> {
  await limiter(db, name).reward(hashed(key), points);
}

/** Gives back all points of a key. */
export async function forget(db: Database, name: LimitName, key: string): Promise<void> {
  await limiter(db, name).delete(hashed(key));
}

/** Deletes the points of all keys whose duration is over. */
export async function deleteEndedLimits(db: Database): Promise<void> {
  await db
    .delete(rateLimits)
    .where(lt(rateLimits.expire, sql`now() - make_interval(secs => ${CLOCK_TOLERANCE})`));
}

/** The clocks of the app and the database may differ by this many seconds. */
const CLOCK_TOLERANCE = 60;

/**
 * Gives back points that were consumed earlier, in the caller's transaction. Does nothing if their duration is over.
 * @param taken the points, and when they were consumed
 */
export async function giveBackWithin(
  tx: Transaction,
  name: LimitName,
  key: string,
  taken: { readonly points: number; readonly at: Date },
): Promise<void> {
  const { points, at } = taken;
  const seconds = LIMITS[name].duration + CLOCK_TOLERANCE;
  await tx.execute(sql`
    update rate_limits
    set points = greatest(points - ${points}::int, 0)
    where key = ${limitKey(name, key)}
      and expire > now()
      and expire <= ${at.toISOString()}::timestamptz + make_interval(secs => ${seconds})`);
}

/** The key of a row in `rate_limits`. */
export function limitKey(name: LimitName, key: string): string {
  return `${name}:${hashed(key)}`;
}

/** Keys are stored as hashes, because they contain entered usernames, which can be passwords by mistake. */
function hashed(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}

type Shortage = { readonly msBeforeNext: number; readonly left?: number; readonly points: number };

function limited(name: LimitName, { msBeforeNext, left = 0, points }: Shortage): Limited {
  measurements.limit.publish({ limit: name });
  const minutes = Math.max(1, Math.ceil(msBeforeNext / 60_000));
  const retryAt = new Date(Date.now() + msBeforeNext);
  return new Limited({ code: "limit-reached", limit: name, left, points, minutes }, retryAt);
}

function limiter(db: Database, name: LimitName): RateLimiterDrizzle {
  const own = limiters.get(db) ?? new Map<LimitName, RateLimiterDrizzle>();
  limiters.set(db, own);
  const existing = own.get(name);
  if (existing) return existing;
  const { points, duration } = LIMITS[name];
  const created = new RateLimiterDrizzle({
    storeClient: db,
    schema: rateLimits,
    keyPrefix: name,
    points,
    duration,
    // It would start a timer for each limit in each process, and print errors past the log. A job does it once for all.
    clearExpiredByTimeout: false,
  });
  own.set(name, created);
  return created;
}
