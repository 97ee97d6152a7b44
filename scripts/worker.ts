// `npm run worker`, or `node worker.js` in a build: sends the emails in a separate process, beside app processes that
// run with WORKER=none.

import { shutdownRequested } from "./shutdown-signal";
import { startUp } from "./startup";

const stopping = shutdownRequested();
const { log, orExit } = await startUp();
const { build } = await import("@/app/_server/build");
log.info(build, "The worker is starting");
const { getEnv } = await import("@/app/_server/env");
const { watchDatabase } = await import("@/app/_server/database-check");
const { startWorker, stopWorker } = await import("@/app/_server/worker");
await serveOwnMetrics(); // first, because a worker that can't listen mustn't count as the last that started
await watchDatabase();
startWorker();
await stopping;
log.info("The worker is finishing the emails it has begun");
await stopWorker();
process.exit(0);

/** Needs METRICS_PORT and METRICS_TOKEN. The queue's metrics are served by the app processes. */
async function serveOwnMetrics(): Promise<void> {
  const { METRICS_PORT, METRICS_TOKEN, HOST } = getEnv();
  if (!METRICS_PORT || !METRICS_TOKEN) return;
  const { startMetrics } = await import("@/app/_server/metrics");
  const { serveWorkerMetrics } = await import("@/app/_server/metrics-server");
  startMetrics();
  await orExit(serveWorkerMetrics(METRICS_PORT, HOST));
  log.info({ port: METRICS_PORT }, "The worker serves its metrics and probes");
}
