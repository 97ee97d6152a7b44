import type { BatchOutcome, Tally } from "@/db/batches/rows";

export function countOutcomes(tally: Tally, outcomes: readonly BatchOutcome[]): Tally {
  const counted: Partial<Record<BatchOutcome, number>> = { ...tally };
  for (const outcome of outcomes) counted[outcome] = (counted[outcome] ?? 0) + 1;
  return counted;
}

/** How many rows have an outcome. */
export function settled(tally: Tally): number {
  return Object.values(tally).reduce((sum, count) => sum + count, 0);
}
