import { log } from "./log";

type Warning = {
  readonly sentence: string;
  readonly seenAt: number;
  readonly loggedAt: number;
  readonly byRequest: boolean;
};

declare global {
  // Global, because Next bundles the parts of the app separately, and each has its own copy of this module.
  var usherWarnings: Map<string, Warning> | undefined;
}

/** How long a problem is shown after it was last seen, in milliseconds. */
const LASTS = 60 * 60 * 1000;

/** How long another sentence about the same problem waits for the log, because strangers' requests can cause one. */
const REPEAT = 60 * 1000;

/**
 * Logs a problem that an operator has to fix, once while its sentence stays the same, and keeps it for the readiness check.
 * @param key the kind of problem
 * @param byRequest whether only a request shows it, which strangers can send, too
 */
export function warnOperator(key: string, sentence: string, { byRequest = false } = {}): void {
  const warnings = currentWarnings();
  const known = warnings.get(key);
  const now = Date.now();
  const isNew = !known || (known.sentence !== sentence && now - known.loggedAt >= REPEAT);
  if (isNew) log.warn(sentence);
  warnings.set(key, isNew ? { sentence, seenAt: now, loggedAt: now, byRequest } : { ...known, seenAt: now });
}

/** Forgets a problem that is over, so that it is logged again if it comes back. */
export function withdrawWarning(key: string): void {
  currentWarnings().delete(key);
}

/** The problems that an operator has to fix, one sentence each. */
export function operatorWarnings(): readonly string[] {
  return Array.from(currentWarnings().values(), ({ sentence }) => sentence);
}

/** The number of those that no stranger's request can cause, so that nobody else can raise an alarm. */
export function countCertainWarnings(): number {
  return [...currentWarnings().values()].filter(({ byRequest }) => !byRequest).length;
}

function currentWarnings(): Map<string, Warning> {
  globalThis.usherWarnings ??= new Map();
  const warnings = globalThis.usherWarnings;
  for (const [key, { seenAt }] of warnings) {
    if (Date.now() - seenAt > LASTS) warnings.delete(key);
  }
  return warnings;
}
