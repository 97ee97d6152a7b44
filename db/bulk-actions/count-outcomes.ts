import type { BulkActionOutcome, Tally } from "./types";

/** Adds outcomes to a tally. @returns a new tally */
export function countOutcomes(tally: Tally, outcomes: readonly BulkActionOutcome[]): Tally {
  const counted: Partial<Record<BulkActionOutcome, number>> = { ...tally };
  for (const outcome of outcomes) counted[outcome] = (counted[outcome] ?? 0) + 1;
  return counted;
}
