import { numeral, printTable, writeFigures } from "../figures";
import type { Spread } from "../measure";
import type { Sample } from "./sample";

/** A page at each size, the first of them the ordinary one. */
export type PageFigure = { readonly page: string; readonly samples: readonly Sample[] };

const LIMIT = { ratio: 1.5, millisecondsMore: 2 } as const;

/** A table for people, and the same as JSON for machines. Says which pages grow with what is stored. */
export function report(sizes: readonly string[], figures: readonly PageFigure[]): void {
  const [small = "", ...larger] = sizes;
  printTable([
    ["page", "statements", `${small}, ms`, ...larger.flatMap((size) => [`${size}, ms`, "ratio", ""])],
    ...figures.map(rowOf),
  ]);
  const grown = figures.filter(grows);
  console.log(
    `\n${figures.length} pages; ${grown.length === 0 ? "none" : grown.length} in more statements, or above ` +
      `${LIMIT.ratio} times and ${LIMIT.millisecondsMore} ms more than at the ordinary size.`,
  );
  writeFigures(
    "measure.json",
    figures.map(({ page, samples }) => ({
      page,
      ...Object.fromEntries(samples.map((sample, at) => [sizes[at], sample])),
    })),
  );
}

function rowOf({ page, samples }: PageFigure): string[] {
  const [small, ...larger] = samples;
  if (!small) return [page];
  const statements = [...new Set(samples.map((sample) => sample.statements))].join(" → ");
  return [
    page,
    statements,
    numeral(small.milliseconds),
    ...larger.flatMap((sample) => [
      numeral(sample.milliseconds),
      ratioOf(sample.milliseconds, small.milliseconds).toFixed(2),
      isMore(sample, small) ? "MORE" : "",
    ]),
  ];
}

function grows({ samples: [small, ...larger] }: PageFigure): boolean {
  return small !== undefined && larger.some((sample) => isMore(sample, small));
}

function isMore(large: Sample, small: Sample): boolean {
  if (large.statements > small.statements) return true;
  const [ours, ordinary] = [large.milliseconds, small.milliseconds];
  return ratioOf(ours, ordinary) > LIMIT.ratio && ours.median - ordinary.median > LIMIT.millisecondsMore;
}

function ratioOf(large: Spread, small: Spread): number {
  return large.median / small.median;
}
