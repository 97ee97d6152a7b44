import { test } from "vitest";

/** A test whose outcome hangs on who comes first, so it is run again and again; odd rounds may begin the other way round. */
export function repeatRace(name: string, run: (round: number) => Promise<void>, few = 15): void {
  const rounds = roundsOf(few);
  test(name, { timeout: 20_000 + rounds * 1000 }, async () => {
    for (let round = 0; round < rounds; round++) await run(round);
  });
}

/** As many as take seconds; `npm run test:faults` sets RACE_ROUNDS for many. */
export function roundsOf(few: number): number {
  return Number(process.env.RACE_ROUNDS) || few;
}
