import { setTimeout as pause } from "node:timers/promises";
import { log } from "./log";

/** How long a process can take to finish its work, in milliseconds: less than container engines and service managers wait. */
export const SHUTDOWN_LIMIT = 30_000;

/** Waits for running jobs, but resolves before the process is killed. Logs if they weren't finished by then. */
export async function finishJobs(jobs: Promise<unknown>, limit = SHUTDOWN_LIMIT - 1000): Promise<void> {
  const areFinished = await Promise.race([jobs.then(() => true), pause(limit, false, { ref: false })]);
  if (areFinished) return;
  log.warn(
    `Some jobs weren't finished within ${limit / 1000} seconds, and were cut off. ` +
      "They run again: an email among them may be sent twice, with the same link and Message-ID.",
  );
}

/**
 * On SIGTERM and SIGINT, Next finishes the current requests and then ends the process. This makes it also wait for `finish`,
 * for at most 30 seconds.
 */
export function finishBeforeExit(finish: () => Promise<void>): void {
  let finished: Promise<unknown> | undefined;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (finished) return;
      log.info({ signal }, "Usher finishes what it has begun, and stops");
      finished = Promise.race([finish(), pause(SHUTDOWN_LIMIT, undefined, { ref: false })]);
      const exit = process.exit.bind(process);
      process.exit = asExit((code) => {
        void finished?.finally(() => {
          log.info("Usher has stopped");
          exit(code);
        });
      });
      setTimeout(exit, SHUTDOWN_LIMIT, 1).unref(); // in case a request never ends
    });
  }
}

/** Safe, because it does end the process, but later. */
function asExit(end: (code?: number | string | null) => void): typeof process.exit {
  return end as typeof process.exit;
}
