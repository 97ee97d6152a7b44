import { setInterval } from "node:timers";
import { info } from "./log";

/**
 * Resolves when this command should end: on Ctrl-C, on a signal, when the terminal closes, or when npm has ended, because npm
 * doesn't forward every signal. Further signals are ignored.
 */
export function shutdownRequested(): Promise<void> {
  let isRequested = false;
  return new Promise((resolve) => {
    const stop = () => {
      if (isRequested) return info("Still stopping …");
      isRequested = true;
      resolve();
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
    if (!process.env.npm_lifecycle_event) return;
    const npm = process.ppid;
    if (npm === 1)
      info(
        "npm is process 1 here and would end before Usher has finished. Start it with node: see docs/operations.md.",
      );
    setInterval(() => process.ppid !== npm && !isRequested && stop(), 500).unref();
  });
}
