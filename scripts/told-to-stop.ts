import path from "node:path";
import { setInterval } from "node:timers";
import { commandLine, parentOf } from "./processes";
import { say } from "./say";
import { isAlive } from "./signals.mjs";

/**
 * Resolves when somebody wants this command to end: Ctrl-C, a signal, the terminal closed, or npm, which started it,
 * gone without a word. From then on further signals change nothing.
 */
export function toldToStop(): Promise<void> {
  let told = false;
  return new Promise((resolve) => {
    const stop = () => {
      if (told) return say("Still stopping …");
      told = true;
      resolve();
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
    if (!process.env.npm_lifecycle_event) return;
    const npm = findNpm();
    if (npm === 1)
      say(
        "npm is process 1 here and would end before Usher has finished. Start it with node: see docs/operations.md.",
      );
    setInterval(() => !isAlive(npm) && !told && stop(), 500).unref();
  });
}

/** The parent, or the one above, if npm's shell stayed in between. */
function findNpm() {
  const script = path.basename(process.argv[1] ?? "");
  return commandLine(process.ppid).includes(script) ? parentOf(process.ppid) : process.ppid;
}
