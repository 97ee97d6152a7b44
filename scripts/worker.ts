// `npm run worker`: sends the mails in a process of its own, beside app processes that run with WORKER=none.
import { logWhatIsPrinted } from "@/app/_server/console-log";
import { log } from "@/app/_server/log";
import { startWorker, stopWorker } from "@/app/_server/worker";

logWhatIsPrinted(log);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    log.info("The mail worker finishes what it has begun");
    await stopWorker();
    process.exit();
  });
}

try {
  startWorker();
} catch (error) {
  log.fatal({ err: error }, "The mail worker can't start");
  process.exitCode = 1;
}
