import { setTimeout } from "node:timers/promises";
import type { Exit } from "./children";
import { Refusal } from "./say";

const PATIENCE = 90_000;

/** Waits until `url` answers with success. Gives up when the process that should answer has ended, or after a while. */
export async function untilAnswers(url: string, exited: Promise<Exit>): Promise<void> {
  let end: Exit | undefined;
  exited.then((exit) => {
    end = exit;
  });
  let last = "nothing";
  for (const began = Date.now(); Date.now() - began < PATIENCE; await setTimeout(100)) {
    if (end) throw new Refusal(`${end.name} ended while starting (exit code ${end.code}).`);
    last = await answer(url);
    if (last === "200") return;
  }
  throw new Refusal(`${url} did not become ready; its last answer was ${last}.`);
}

async function answer(url: string) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000), redirect: "manual" });
    return String(response.status);
  } catch {
    return "nothing";
  }
}
