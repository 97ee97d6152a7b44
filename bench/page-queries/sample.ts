import { type Spread, spreadOf, timeOf } from "../measure";
import type { MeasuredPage } from "./page";
import type { Stage } from "./stage";

export type Sample = { readonly statements: number; readonly milliseconds: Spread };

/** After so many readings the server has settled for a plan. */
const WARM_UP = 6;
const ROUNDS = 15;

/** What a page takes at each size, measured in turn, so that whatever else the machine does meets them alike. */
export async function samplePage(page: MeasuredPage, stages: readonly Stage[]): Promise<Sample[]> {
  const taken = await Promise.all(
    stages.map(async (stage) => ({ stage, from: (await page.from?.(stage)) ?? null, times: [] as number[] })),
  );
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    for (const { stage, from, times } of taken) {
      stage.statements.length = 0;
      const time = await timeOf(() => page.read(stage, from));
      if (round >= WARM_UP) times.push(time);
    }
  }
  return taken.map(({ stage, times }) => ({
    statements: stage.statements.length,
    milliseconds: spreadOf(times),
  }));
}
