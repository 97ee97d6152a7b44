import { execFileSync } from "node:child_process";
import { info } from "@/scripts/log";
import { load, type Server } from "./load";
import { type Figure, spreadOf } from "./measure";

/** `BENCH_MINUTES=60 npm run bench -- pages` takes an hour, 0 leaves this out. */
const MINUTES = Number(process.env.BENCH_MINUTES ?? 3);
const PARTS = 6;

/** The memory of the app while it serves pages: the last sixth of the time beside the second, when it is warm. */
export async function benchMemory(app: Server, page: string, cookie: string): Promise<Figure[]> {
  if (MINUTES === 0) return [];
  info(`Loading for ${MINUTES} minutes, for the memory`);
  const samples: number[][] = [];
  for (let part = 1; part <= PARTS; part++) {
    const end = Date.now() + (MINUTES * 60_000) / PARTS;
    const taken: number[] = [];
    while (Date.now() < end) {
      await load(app, page, cookie, { times: 100 });
      taken.push(megabytesOf(app.pid));
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
