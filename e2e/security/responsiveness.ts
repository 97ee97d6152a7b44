import { Agent } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "../fixtures/expect";
import { baseUrl, send } from "../fixtures/http";

/** An idle process responds in 5 to 40 ms. If it takes longer than this, it was blocked. */
const MAX_MS = 500;

/**
 * Probes the app while some work runs. A slow machine may take ten times as long as when it is idle. Tries three times,
 * because the machine may be busy for a moment.
 */
export async function expectResponsiveDuring(
  about: string,
  work: () => Promise<void>,
  base = baseUrl(),
): Promise<void> {
  const waits: number[] = [];
  while (waits.length < 3) {
    const wait = await longestProbeDuring(work(), base);
    if (wait < MAX_MS) return;
    const idle = await longestProbeDuring(pause(1000), base);
    if (wait < 10 * idle) return;
    waits.push(Math.round(wait));
  }
  expect(Math.min(...waits), `${about}: milliseconds until the app responded`).toBeLessThan(MAX_MS);
}

const agent = new Agent({ keepAlive: true });

/** Much less than MAX_MS, so that a probe waits for most of the time that the process is blocked. */
const PROBE_INTERVAL = 50;

async function longestProbeDuring(work: Promise<void>, base: string): Promise<number> {
  const stopped = new AbortController();
  const working = work.finally(() => stopped.abort());
  let longest = await probe(base);
  while (!stopped.signal.aborted) {
    await pause(PROBE_INTERVAL, undefined, stopped).catch(() => {});
    longest = Math.max(longest, await probe(base)); // also after the response: the log is written then
  }
  await working;
  return longest;
}

/** @returns the milliseconds until the process responded */
async function probe(base: string): Promise<number> {
  const began = performance.now();
  expect((await send("/api/health/live", { agent, base })).status).toBe(200);
  return performance.now() - began;
}
