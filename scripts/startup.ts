import { refuseArguments } from "./refuse-arguments";
import { requireSettings } from "./settings";

/**
 * Begins a process that goes on until it is stopped: what it prints goes to the log, and wrong settings end it with a
 * sentence there.
 */
export async function startUp() {
  const settings = getSettings();
  // Imported only now: the log reads its level from the environment, into which `.env` has just been read.
  const { log } = await import("@/app/_server/log");
  const { logOutput } = await import("@/app/_server/console-log");
  logOutput(log);
  if ("wrong" in settings) {
    log.fatal(settings.wrong);
    process.exit(1);
  }
  return { settings, log, orExit };

  /** Ends the process with the sentence in its log when `work` fails. */
  async function orExit(work: Promise<void>): Promise<void> {
    await work.catch((error: unknown) => {
      log.fatal(error instanceof Error ? error.message : String(error));
      process.exit(1);
    });
  }
}

function getSettings() {
  try {
    refuseArguments();
    return requireSettings();
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}
