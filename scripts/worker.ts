// `npm run worker`, or `node worker.js` in a build: sends the emails in a process of its own, beside app processes that
// run with WORKER=none.
import { beginService } from "./service";
import { toldToStop } from "./told-to-stop";

const stopping = toldToStop();
const { log } = await beginService();
const { build } = await import("@/app/_server/build");
log.info(build, "The mail worker starts");
const { watchDatabase } = await import("@/app/_server/database-check");
const { startWorker, stopWorker } = await import("@/app/_server/worker");
await watchDatabase();
startWorker();
await stopping;
log.info("The mail worker finishes the emails it has begun");
await stopWorker();
process.exit(0);
