import { log } from "./log";

const REPEAT_AFTER = 60_000;

/** The parts of this process that can't reach the database, and when the log last said so. */
type Outage = { readonly parts: Set<string>; loggedAt: number };

declare global {
  // Next bundles its parts separately: each has its own copy of this module, and all share this outage.
  var usherOutage: Outage | undefined;
}

/**
 * Logs that the database can't be reached: at once, then once a minute, however many parts of the process report it.
 * @param part who reports it, and will report the recovery
 * @param sentence why, and what to do
 */
export function reportOutage(part: string, sentence: string): void {
  globalThis.usherOutage ??= { parts: new Set(), loggedAt: Number.NEGATIVE_INFINITY };
  const outage = globalThis.usherOutage;
  outage.parts.add(part);
  const isDue = performance.now() - outage.loggedAt >= REPEAT_AFTER;
  if (isDue) outage.loggedAt = performance.now();
  log[isDue ? "warn" : "debug"]({ problem: "away" }, sentence);
}

/** Logs that the database can be reached again, once the last part that reported the outage says so. */
export function reportRecovery(part: string): void {
  const outage = globalThis.usherOutage;
  if (!outage?.parts.delete(part) || outage.parts.size > 0) return;
  globalThis.usherOutage = undefined;
  log.info("The database answers again.");
}
