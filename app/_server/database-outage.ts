import { log } from "./log";

const REPEAT_AFTER = 60_000; // milliseconds

const RECOVERY_MESSAGES = {
  away: "The database responds again.",
  "read-only": "The database takes changes again.",
} as const;

/** The request that happens to notice an outage isn't its reason. */
const OF_NO_REQUEST = { requestId: undefined };

type Problem = keyof typeof RECOVERY_MESSAGES;

/** The parts of this process that have reported the outage, what was reported last, and when it was last logged. */
type Outage = { readonly parts: Set<string>; message: string; loggedAt: number };

declare global {
  // Global, because Next bundles the parts of the app separately, and each has its own copy of this module.
  var usherOutages: Map<Problem, Outage> | undefined;
}

/**
 * Logs an outage of the database: immediately, then once a minute, even if several parts of the process report it.
 * @param part the part that reports the outage. It must report the recovery, too
 * @param message the reason, and what to do
 */
export function reportOutage(part: string, message: string, problem: Problem = "away"): void {
  globalThis.usherOutages ??= new Map();
  const outage = globalThis.usherOutages.get(problem) ?? {
    parts: new Set(),
    message,
    loggedAt: Number.NEGATIVE_INFINITY,
  };
  globalThis.usherOutages.set(problem, outage);
  outage.parts.add(part);
  outage.message = message;
  const isDue = performance.now() - outage.loggedAt >= REPEAT_AFTER;
  if (isDue) outage.loggedAt = performance.now();
  log[isDue ? "warn" : "debug"]({ problem, ...OF_NO_REQUEST }, message);
}

/**
 * What is wrong with the database, as far as this process has noticed. While it is away, nobody notices that it is no longer
 * read-only. Only an operator may read the message.
 */
export function currentOutage(): { readonly problem: Problem; readonly message: string } | null {
  for (const problem of ["away", "read-only"] as const) {
    const outage = globalThis.usherOutages?.get(problem);
    if (outage) return { problem, message: outage.message };
  }
  return null;
}

/** Logs the end of an outage when the last part that reported it reports the recovery. */
export function reportRecovery(part: string, problem: Problem = "away"): void {
  const outage = globalThis.usherOutages?.get(problem);
  if (!outage?.parts.delete(part) || outage.parts.size > 0) return;
  globalThis.usherOutages?.delete(problem);
  log.info(OF_NO_REQUEST, RECOVERY_MESSAGES[problem]);
}
