// `npm run worker`: sends the mails in a process of its own, beside app processes that run with WORKER=none.
import { log } from "@/app/_server/log";
import { startWorker, stopWorker } from "@/app/_server/worker";

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
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
