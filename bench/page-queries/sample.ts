import { type Spread, spreadOf, timeOf } from "../measure";
import type { MeasuredPage } from "./page";
import type { TreeScenario } from "./tree-scenario";

export type Sample = { readonly statements: number; readonly milliseconds: Spread };

/** After this many executions PostgreSQL has chosen between a custom and a generic plan. */
const WARM_UP = 6;
const ROUNDS = 15;

/** What a page takes at each size, measured in turn, so that whatever else the machine does meets them alike. */
export async function samplePage(page: MeasuredPage, scenarios: readonly TreeScenario[]): Promise<Sample[]> {
  const taken = await Promise.all(
    scenarios.map(async (scenario) => ({
      scenario,
      from: (await page.from?.(scenario)) ?? null,
      times: [] as number[],
    })),
  );
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    for (const { scenario, from, times } of taken) {
      scenario.statements.length = 0;
      const time = await timeOf(() => page.read(scenario, from));
      if (round >= WARM_UP) times.push(time);
    }
  }
  return taken.map(({ scenario, times }) => ({
    statements: scenario.statements.length,
    milliseconds: spreadOf(times),
  }));
}
