// `npm run worker`: sends the emails in a process of its own, beside app processes that run with WORKER=none.
import { requireSettings } from "./settings";
import { toldToStop } from "./told-to-stop";

const stopping = toldToStop();
const wrong = whatIsWrong();

// Imported only now: the log reads its level from the environment, into which `.env` has just been read.
const { log } = await import("@/app/_server/log");
const { logWhatIsPrinted } = await import("@/app/_server/console-log");
logWhatIsPrinted(log);
if (wrong) {
  log.fatal(wrong);
  process.exit(1);
}

const { watchSchema } = await import("@/app/_server/schema-check");
const { startWorker, stopWorker } = await import("@/app/_server/worker");
await watchSchema();
startWorker();
await stopping;
log.info("The mail worker finishes the emails it has begun");
await stopWorker();
process.exit(0);

function whatIsWrong(): string | null {
  try {
    requireSettings();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
