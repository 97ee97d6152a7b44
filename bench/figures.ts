import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import path from "node:path";
import { home } from "@/scripts/paths";
import type { Spread } from "./measure";

/** Rows under each other, the first of them the heads. */
export function printTable(table: readonly (readonly string[])[]): void {
  const widths = table[0]?.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0))) ?? [];
  for (const row of table)
    console.log(
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    );
}

/** Keeps figures for machines, and says where and on what they were made. */
export function writeFigures(name: string, figures: readonly unknown[]): void {
  const file = path.join(home, name);
  mkdirSync(home, { recursive: true });
  writeFileSync(file, JSON.stringify({ at: new Date(), machine: machine(), figures }, null, 2));
  console.log(`\n${machine()}. As JSON: ${path.relative(process.cwd(), file)}`);
}

export function numeral({ median, lowest, highest }: Spread): string {
  return `${short(median)} (${short(lowest)}–${short(highest)})`;
}

export function short(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
}

function machine(): string {
  const [cpu] = cpus();
  return `${cpus().length} × ${cpu?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
}
