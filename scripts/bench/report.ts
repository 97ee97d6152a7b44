import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import path from "node:path";
import { home } from "../places";
import { type Figure, isMet, ratioOf, type Spread, type Wanted } from "./measure";

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
  const table = [["work", "median (lowest–highest)", "floor", "ratio", "wanted", "met"], ...rows];
  const widths = table[0]?.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0))) ?? [];
  for (const row of table)
    console.log(
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  const file = path.join(home, "bench.json");
  mkdirSync(home, { recursive: true });
  writeFileSync(
    file,
    JSON.stringify({ at: new Date(), machine: machine(), figures: figures.map(toJson) }, null, 2),
  );
  console.log(`\n${machine()}. As JSON: ${path.relative(process.cwd(), file)}`);
}

function toJson(figure: Figure) {
  return { ...figure, ratio: figure.floor && ratioOf(figure), met: isMet(figure) };
}

function numeral({ median, lowest, highest }: Spread): string {
  return `${short(median)} (${short(lowest)}–${short(highest)})`;
}

function short(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
}

function wantedInWords(wanted: Wanted): string {
  return "atLeast" in wanted ? `≥ ${short(wanted.atLeast)}` : `≤ ${short(wanted.atMost)}`;
}

function machine(): string {
  const [cpu] = cpus();
  return `${cpus().length} × ${cpu?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
}
