import { log } from "./log";

declare global {
  // Global, because Next bundles the parts of the app separately, and each has its own copy of this module.
  var usherWarnings: Map<string, string> | undefined;
}

/** Logs a problem that an operator has to fix, once, and keeps it for the readiness check. */
export function warnOperator(key: string, sentence: string): void {
  globalThis.usherWarnings ??= new Map();
  const warnings = globalThis.usherWarnings;
  if (warnings.has(key)) return;
  warnings.set(key, sentence);
  log.warn(sentence);
}

/** Forgets a problem that is over, so that it is logged again if it comes back. */
export function withdrawWarning(key: string): void {
  globalThis.usherWarnings?.delete(key);
}

/** The problems that an operator has to fix, one sentence each. */
export function operatorWarnings(): readonly string[] {
  return [...(globalThis.usherWarnings?.values() ?? [])];
}
