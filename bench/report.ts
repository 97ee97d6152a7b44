import { numeral, printTable, short, writeFigures } from "./figures";
import { type Figure, isMet, ratioOf, type Wanted } from "./measure";

/** A table for people, and the same as JSON for machines. */
export function report(figures: readonly Figure[]): void {
  const rows = figures.map((figure) => [
    figure.work,
    `${numeral(figure.ours)} ${figure.unit}`,
    figure.floor ? numeral(figure.floor) : "",
    figure.floor ? ratioOf(figure).toFixed(2) : "",
    wantedInWords(figure.wanted),
    isMet(figure) ? "yes" : "NO",
  ]);
  printTable([["work", "median (lowest–highest)", "floor", "ratio", "wanted", "met"], ...rows]);
  writeFigures("bench.json", figures.map(toJson));
}

function toJson(figure: Figure) {
  return { ...figure, ratio: figure.floor && ratioOf(figure), met: isMet(figure) };
}

function wantedInWords(wanted: Wanted): string {
  return "atLeast" in wanted ? `≥ ${short(wanted.atLeast)}` : `≤ ${short(wanted.atMost)}`;
}
