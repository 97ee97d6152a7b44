import { refuseArguments } from "./refuse-arguments";
import { openEnvFile, requireSettings } from "./settings";

/**
 * Prepares a process that runs until it is stopped: its output goes to the log, and wrong settings end it with a message
 * there.
 */
export async function startUp() {
  const settings = getSettings();
  // Imported only now: the log reads its level from the environment, into which `.env` has just been read.
  const { endWith, log } = await import("@/app/_server/log");
  const { logOutput } = await import("@/app/_server/console-log");
  logOutput(log);
  if ("wrong" in settings) return endWith(settings.wrong);
  const warning = openEnvFile();
  if (warning) log.warn(warning);
  return { settings, log, orExit };

  /** Runs `work`. If it fails, logs why and ends the process. */
  async function orExit(work: Promise<void>): Promise<void> {
    await work.catch((error: unknown) => endWith(error instanceof Error ? error.message : String(error)));
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
