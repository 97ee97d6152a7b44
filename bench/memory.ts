import { execFileSync } from "node:child_process";
import { info } from "@/scripts/log";
import { load } from "./load";
import { type Figure, spreadOf } from "./measure";

/** How long, in minutes: `BENCH_MINUTES=60 npm run bench -- pages` for the whole hour. */
const MINUTES = Number(process.env.BENCH_MINUTES ?? 3);
const PARTS = 6;

/** The console's memory under pages without end: the last part of the time beside the second, once it is warm. */
export async function benchMemory(pid: number, page: string, cookie: string): Promise<Figure[]> {
  info(`Loading for ${MINUTES} minutes, for the memory`);
  const samples: number[][] = [];
  for (let part = 1; part <= PARTS; part++) {
    const end = Date.now() + (MINUTES * 60_000) / PARTS;
    const taken: number[] = [];
    while (Date.now() < end) {
      await load(page, cookie, { times: 100 });
      taken.push(megabytesOf(pid));
    }
    samples.push(taken);
  }
  const [floor, ours] = [spreadOf(samples[1] ?? []), spreadOf(samples.at(-1) ?? [])];
  return [
    { work: `memory after ${MINUTES} minutes of pages`, unit: "MB", ours, floor, wanted: { atMost: 1.1 } },
  ];
}

function megabytesOf(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024;
}
