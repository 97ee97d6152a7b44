import { log } from "./log";

declare global {
  // Next bundles its parts separately: each has its own copy of this module, and all share these warnings.
  var usherWarnings: Map<string, string> | undefined;
}

/** Logs once what an operator has to fix, and keeps it for the readiness check. */
export function warnOperator(key: string, sentence: string): void {
  globalThis.usherWarnings ??= new Map();
  const warnings = globalThis.usherWarnings;
  if (warnings.has(key)) return;
  warnings.set(key, sentence);
  log.warn(sentence);
}

/** What an operator has to fix, one sentence each. */
export function operatorWarnings(): readonly string[] {
  return [...(globalThis.usherWarnings?.values() ?? [])];
}
