import { setTimeout as pause } from "node:timers/promises";

/** What a process may take to finish what it has begun: less than what container engines and service managers wait. */
export const SHUTDOWN_LIMIT = 30_000;

/**
 * On SIGTERM and SIGINT, Next answers the requests under way and ends the process, whatever else is being done. With this,
 * the end also waits for `finish`, and comes after 30 seconds in any case.
 */
export function finishBeforeExit(finish: () => Promise<void>): void {
  let finished: Promise<unknown> | undefined;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (finished) return;
      finished = Promise.race([finish(), pause(SHUTDOWN_LIMIT, undefined, { ref: false })]);
      const exit = process.exit.bind(process);
      process.exit = asExit((code) => void finished?.finally(() => exit(code)));
      setTimeout(exit, SHUTDOWN_LIMIT, 1).unref(); // requests that are never answered
    });
  }
}

/** It does end the process, only not at once: whoever calls it has nothing left to do. */
function asExit(end: (code?: number | string | null) => void): typeof process.exit {
  return end as typeof process.exit;
}
