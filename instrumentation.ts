import type { Instrumentation } from "next";
import { PHASE_PRODUCTION_BUILD } from "next/constants";
import { isUnavailable } from "@/db/connection/unavailable";

/** Runs once when a server starts: logs what is printed, checks the settings, and starts the worker unless it runs elsewhere. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs" && process.env.NEXT_PHASE !== PHASE_PRODUCTION_BUILD) {
    const { log } = await import("@/app/_server/log");
    const { logOutput } = await import("@/app/_server/console-log");
    logOutput(log);
    const { getEnv } = await import("@/app/_server/env");
    const env = getEnv();
    const { checkEncryption } = await import("@/app/_server/proxy-warnings");
    checkEncryption(env.BASE_URL);
    const { METRICS_TOKEN, OTEL_EXPORTER_OTLP_ENDPOINT, WORKER } = env;
    // Imported only if they are used.
    if (METRICS_TOKEN) (await import("@/app/_server/metrics")).startMetrics();
    if (OTEL_EXPORTER_OTLP_ENDPOINT) (await import("@/app/_server/tracing")).startTracing(env);
    const { watchRequests } = await import("@/app/_server/request-start");
    watchRequests();
    const { finishBeforeExit } = await import("@/app/_server/shutdown");
    const { startWorker, stopWorker } = await import("@/app/_server/worker");
    finishBeforeExit(stopWorker);
    if (WORKER === "inside") startWorker();
  }
}

/** Node accepts URLs of 16 kB, which is too much for a log line. */
const MAX_PATH_LENGTH = 1_000;

/** Logs unexpected errors completely. The error page shows the same id. */
export const onRequestError: Instrumentation.onRequestError = async (error, { method, path }) => {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    // Immediately: the head of the response is written soon after (app/_server/request-log.ts).
    const request = globalThis.usherRequests?.getStore();
    if (request && isUnavailable(error)) request.isUnavailable = true;
    const { isMalformed } = await import("@/app/_server/malformed-requests");
    if (isMalformed(error)) return;
    const { isAlreadyLogged } = await import("@/app/_server/current-request");
    if (isAlreadyLogged(error)) return;
    const { logFailure } = await import("@/app/_server/availability");
    void logFailure(error, "A request failed", { method, path: path.slice(0, MAX_PATH_LENGTH) });
  }
};
