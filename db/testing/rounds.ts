import { test } from "vitest";

/** How often a race is run, few enough for seconds; `npm run test:faults` sets RACE_ROUNDS for many. */
const ROUNDS = Number(process.env.RACE_ROUNDS) || 15;

type Race = (round: number) => Promise<void>;

/** A test whose outcome hangs on who comes first, so it is run again and again; odd rounds may begin the other way round. */
export function race(name: string, run: Race, rounds = ROUNDS): void {
  const patience = 20_000 + rounds * 1000;
  test(name, { timeout: patience }, async () => {
    for (let round = 0; round < rounds; round++) await run(round);
  });
}
