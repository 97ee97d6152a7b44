import { createHash } from "node:crypto";
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import type { Database } from "@/db/client";
import { Limited } from "@/db/errors";
import { rateLimits } from "@/db/schema";
import { measurements } from "@/lib/measurements";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Points in a span of seconds, shared by all processes; `words` is the sentence's beginning when they are used up. */
const LIMITS = {
  "sign-in-address": { points: 100, duration: 15 * MINUTE, words: "Too many tries from your network." },
  "sign-in-account-network": {
    points: 10,
    duration: 15 * MINUTE,
    words: "Too many tries for this account from your network.",
  },
  "sign-in-account": { points: 200, duration: HOUR, words: "Too many tries for this account." },
  "sign-in-device": {
    points: 10,
    duration: 15 * MINUTE,
    words: "Too many tries for this account from this browser.",
  },
  "sign-in-devices": {
    points: 30,
    duration: 15 * MINUTE,
    words: "Too many tries for this account from your browsers.",
  },
  "passwords-judged": {
    points: 20,
    duration: 15 * MINUTE,
    words: "You can try 20 new passwords in 15 minutes.",
  },
  "password-requests-of-address": {
    points: 100,
    duration: HOUR,
    words: "Too many new passwords were asked for from your network.",
  },
  "password-requests-of-account-network": {
    points: 5,
    duration: HOUR,
    words: "You can ask for a new password 5 times an hour.",
  },
  "password-requests-of-account": {
    points: 50,
    duration: HOUR,
    words: "Too many new passwords were asked for, for this account.",
  },
  "password-requests-of-device": {
    points: 5,
    duration: HOUR,
    words: "You can ask for a new password 5 times an hour.",
  },
  "password-requests-of-devices": {
    points: 10,
    duration: HOUR,
    words: "Your browsers can ask for a new password 10 times an hour.",
  },
  "password-links-sent": {
    points: 5,
    duration: HOUR,
    words: "You can send 5 password links an hour to the same user.",
  },
  "invitations-of-inviter": {
    points: 10_000,
    duration: DAY,
    words: "One person can invite 10,000 times a day.",
  },
  "invitations-of-organization": {
    points: 10_000,
    duration: DAY,
    words: "An organization can invite 10,000 times a day.",
  },
  "links-asked-from-address": {
    points: 100,
    duration: HOUR,
    words: "Too many requests for a new link from your network.",
  },
  "logos-drawn": { points: 20, duration: HOUR, words: "A logo can be uploaded 20 times an hour." },
  "forbidden-actions": {
    points: 100,
    duration: 15 * MINUTE,
    words: "You have tried too many actions that you have no permission for.",
  },
  "username-lookups": {
    points: 200,
    duration: HOUR,
    words:
      "You can enter at most 200 usernames an hour that are unknown to the parent organization or already taken.",
  },
} as const;

export type LimitName = keyof typeof LIMITS;

const limiters = new WeakMap<Database, Map<LimitName, RateLimiterDrizzle>>();

/**
 * Takes points from a limit. Never call it inside a transaction: it uses a connection of its own.
 * @throws Limited when there are not that many left; it says when there will be
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

/** @throws Limited when fewer points are left, without taking any */
export async function requireLeft(db: Database, name: LimitName, key: string, points = 1): Promise<void> {
  const used = await limiter(db, name).get(hashed(key));
  const left = used?.remainingPoints ?? LIMITS[name].points;
  if (left < points) throw limited(name, used ?? { msBeforeNext: LIMITS[name].duration * 1000 }, left);
}

/** Gives back points that were taken. */
export async function giveBack(db: Database, name: LimitName, key: string, points = 1): Promise<void> {
  await limiter(db, name).reward(hashed(key), points);
}

/** Gives a key all its points back. */
export async function forget(db: Database, name: LimitName, key: string): Promise<void> {
  await limiter(db, name).delete(hashed(key));
}

/** The key of its row in `rate_limits`. */
export function limitKey(name: LimitName, key: string): string {
  return `${name}:${hashed(key)}`;
}

/** How long points that are taken count. */
export function limitSeconds(name: LimitName): number {
  return LIMITS[name].duration;
}

/** Keys hold what somebody typed as a username, which can be a password: they are stored as hashes. */
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
  return new Limited(`${LIMITS[name].words}${fewer}`, new Date(Date.now() + used.msBeforeNext));
}

function limiter(db: Database, name: LimitName): RateLimiterDrizzle {
  const own = limiters.get(db) ?? new Map<LimitName, RateLimiterDrizzle>();
  limiters.set(db, own);
  const known = own.get(name);
  if (known) return known;
  const { points, duration } = LIMITS[name];
  const made = new RateLimiterDrizzle({
    storeClient: db,
    schema: rateLimits,
    keyPrefix: name,
    points,
    duration,
  });
  own.set(name, made);
  return made;
}
