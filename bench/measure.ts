import { performance } from "node:perf_hooks";

/** What several rounds gave: the one in the middle, and the lowest and highest. */
export type Spread = { readonly median: number; readonly lowest: number; readonly highest: number };

export type Figure = {
  readonly work: string;
  readonly unit: string;
  readonly ours: Spread;
  /** The same work without Usher, measured in turn with ours; null if that is impossible. */
  readonly floor: Spread | null;
  readonly wanted: Wanted;
};

/** The wanted ratio of ours to the floor, or the wanted value of ours if there is no floor. */
export type Wanted = { readonly atLeast: number } | { readonly atMost: number };

/** More rounds take longer, and say more on a busy machine. */
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);

/** What each round gave. */
export type Rounds<Result> = { readonly ours: readonly Result[]; readonly floor: readonly Result[] };

/** The spread of what `alternateRuns` gives. */
export async function compare(
  ours: (round: number) => Promise<number>,
  floor: (round: number) => Promise<number>,
): Promise<{ ours: Spread; floor: Spread }> {
  const rounds = await alternateRuns(ours, floor);
  return { ours: spreadOf(rounds.ours), floor: spreadOf(rounds.floor) };
}

/** Runs both in turn, so that a busy machine slows both. The first round is a warm-up and doesn't count. */
export async function alternateRuns<Result>(
  ours: (round: number) => Promise<Result>,
  floor: (round: number) => Promise<Result>,
): Promise<Rounds<Result>> {
  const [own, bare]: [Result[], Result[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round++) {
    const both = [async () => own.push(await ours(round)), async () => bare.push(await floor(round))];
    for (const run of round % 2 === 0 ? both : both.reverse()) await run();
  }
  return { ours: own.slice(1), floor: bare.slice(1) };
}

/** Milliseconds. */
export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** How many a second. */
export async function rateOf(count: number, work: () => Promise<unknown>): Promise<number> {
  return (count * 1000) / (await timeOf(work));
}

/** The median of many, in milliseconds each. */
export async function medianTimeOf(times: number, work: (time: number) => Promise<unknown>): Promise<number> {
  const results: number[] = [];
  for (let time = 0; time < times; time++) results.push(await timeOf(() => work(time)));
  return spreadOf(results).median;
}

/** Processes all items, a limited number at a time. */
export async function forEachConcurrently<Item>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const item of left) await work(item);
    }),
  );
}

export function ratioOf({ ours, floor }: Pick<Figure, "ours" | "floor">): number {
  return floor ? ours.median / floor.median : ours.median;
}

export function isMet(figure: Figure): boolean {
  const ratio = ratioOf(figure);
  return "atLeast" in figure.wanted ? ratio >= figure.wanted.atLeast : ratio <= figure.wanted.atMost;
}

export function spreadOf(results: readonly number[]): Spread {
  const sorted = results.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  return { median: at(0.5), lowest: at(0), highest: at(1) };
}
