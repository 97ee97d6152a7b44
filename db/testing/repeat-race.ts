import { test } from "vitest";

/** A test whose outcome depends on timing, so it runs several times. Odd rounds can start in the opposite order. */
export function repeatRace(name: string, run: (round: number) => Promise<void>, few = 15): void {
  const rounds = roundsOf(few);
  test(name, { timeout: 20_000 + rounds * 1000 }, async () => {
    for (let round = 0; round < rounds; round++) await run(round);
  });
}

/** The number of rounds. `npm run test:faults` sets RACE_ROUNDS. */
export function roundsOf(few: number): number {
  return Number(process.env.RACE_ROUNDS) || few;
}
