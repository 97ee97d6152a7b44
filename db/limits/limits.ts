import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import type { Database, Transaction } from "@/db/client";
import { Limited } from "@/db/errors";
import { rateLimits } from "@/db/schema";
import { measurements } from "@/lib/measurements";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Points per `duration` in seconds, for all processes together. `message` begins the error when they are used up. */
const LIMITS = {
  "sign-in-address": { points: 100, duration: 15 * MINUTE, message: "Too many tries from your network." },
  "sign-in-account-network": {
    points: 10,
    duration: 15 * MINUTE,
    message: "Too many tries for this account from your network.",
  },
  "sign-in-account-site": {
    points: 30,
    duration: 15 * MINUTE,
    message: "Too many tries for this account from your network.",
  },
  "sign-in-account": { points: 200, duration: HOUR, message: "Too many tries for this account." },
  "sign-in-device": {
    points: 10,
    duration: 15 * MINUTE,
    message: "Too many tries for this account from this browser.",
  },
  "sign-in-devices": {
    points: 30,
    duration: 15 * MINUTE,
    message: "Too many tries for this account from your browsers.",
  },
  "passwords-judged": {
    points: 20,
    duration: 15 * MINUTE,
    message: "You can try 20 new passwords in 15 minutes.",
  },
  "password-requests-of-address": {
    points: 100,
    duration: HOUR,
    message: "Too many new passwords were asked for from your network.",
  },
  "password-requests-of-account-network": {
    points: 5,
    duration: HOUR,
    message: "You can ask for a new password 5 times an hour.",
  },
  "password-requests-of-account": {
    points: 50,
    duration: HOUR,
    message: "Too many new passwords were asked for, for this account.",
  },
  "password-requests-of-device": {
    points: 5,
    duration: HOUR,
    message: "You can ask for a new password 5 times an hour.",
  },
  "password-requests-of-devices": {
    points: 10,
    duration: HOUR,
    message: "Your browsers can ask for a new password 10 times an hour.",
  },
  "password-links-sent": {
    points: 5,
    duration: HOUR,
    message: "You can send 5 password links an hour to the same user.",
  },
  "invitations-of-inviter": {
    points: 10_000,
    duration: DAY,
    message: "One person can invite 10,000 times a day.",
  },
  "invitations-of-organization": {
    points: 10_000,
    duration: DAY,
    message: "An organization can invite 10,000 times a day.",
  },
  "links-asked-from-address": {
    points: 100,
    duration: HOUR,
    message: "Too many requests for a new link from your network.",
  },
  "logos-drawn": { points: 20, duration: HOUR, message: "A logo can be uploaded 20 times an hour." },
  "forbidden-actions": {
    points: 100,
    duration: 15 * MINUTE,
    message: "You have tried too many actions that you have no permission for.",
  },
  "username-lookups": {
    points: 200,
    duration: HOUR,
    message:
      "You can enter at most 200 usernames an hour that are unknown to the parent organization or already taken.",
  },
  "username-lookups-of-organization": {
    points: 2_000,
    duration: HOUR,
    message:
      "People of one organization can enter at most 2,000 usernames an hour that are unknown to the parent organization or already taken.",
  },
  "users-of-organization": {
    points: 1_000,
    duration: DAY,
    message: "An organization can create 1,000 users a day.",
  },
  "username-changes": {
    points: 5,
    duration: DAY,
    message: "The username of an account can be changed 5 times a day.",
  },
  "email-changes": {
    points: 5,
    duration: DAY,
    message: "The email address of an account can be changed 5 times a day.",
  },
  "profile-changes": {
    points: 100,
    duration: HOUR,
    message: "You can change usernames and email addresses 100 times an hour.",
  },
  "account-emails": {
    points: 20,
    duration: DAY,
    message: "Usher sends 20 emails a day to one address about accounts.",
  },
} as const;

export type LimitName = keyof typeof LIMITS;

const limiters = new WeakMap<Database, Map<LimitName, RateLimiterDrizzle>>();

/**
 * Consumes points of a limit. Call it outside a transaction, because it uses a connection of its own.
 * @throws Limited if there are fewer left, with when there will be enough
 */
export async function consume(db: Database, name: LimitName, key: string, points = 1): Promise<void> {
  if (points === 0) return;
  try {
    await limiter(db, name).consume(hashed(key), points);
  } catch (error) {
    if (error instanceof RateLimiterRes) throw limited(name, error);
    throw error;
  }
}

/** Consumes nothing. @throws Limited if fewer points are left */
export async function requireLeft(db: Database, name: LimitName, key: string, points = 1): Promise<void> {
  const used = await limiter(db, name).get(hashed(key));
  const left = used?.remainingPoints ?? LIMITS[name].points;
  if (left < points) throw limited(name, used ?? { msBeforeNext: LIMITS[name].duration * 1000 }, left);
}

export type Cost = readonly [name: LimitName, key: string, points: number];

/** Takes all of these, or nothing while one of the limits is used up. @throws Limited */
export async function consumeAll(db: Database, costs: readonly Cost[]): Promise<void> {
  const charged = costs.filter(([, , points]) => points > 0);
  for (const [name, key, points] of charged) await requireLeft(db, name, key, points);
  for (const [name, key, points] of charged) await consume(db, name, key, points);
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

/** Keys are stored as hashes, because they contain entered usernames, and people enter passwords there by mistake. */
function hashed(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}

function limited(name: LimitName, used: { msBeforeNext: number }, left = 0): Limited {
  measurements.limit.publish({ limit: name });
  const minutes = Math.max(1, Math.ceil(used.msBeforeNext / 60_000));
  const wait =
    minutes < 120 ? `${minutes} ${minutes === 1 ? "minute" : "minutes"}` : `${Math.ceil(minutes / 60)} hours`;
  const fewer =
    left > 0
      ? ` ${left.toLocaleString("en")} ${left === 1 ? "is" : "are"} left: take fewer, or try again in ${wait}.`
      : ` Try again in ${wait}.`;
  return new Limited(`${LIMITS[name].message}${fewer}`, new Date(Date.now() + used.msBeforeNext));
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
  });
  own.set(name, created);
  return created;
}
