import { setTimeout as pause } from "node:timers/promises";

/** How long a process may take to finish its work, in milliseconds: less than container engines and service managers wait. */
export const SHUTDOWN_LIMIT = 30_000;

/**
 * On SIGTERM and SIGINT, Next answers the current requests and then ends the process. With this, it also waits for `finish`,
 * but no longer than 30 seconds.
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

/** Safe, because it does end the process, only later. */
function asExit(end: (code?: number | string | null) => void): typeof process.exit {
  return end as typeof process.exit;
}
