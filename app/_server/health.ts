import { type DatabaseState, type Health, readHealth } from "@/db/health";
import {
  adviceWithoutDatabase,
  ADVICE as DATABASE_ADVICE,
  noteDatabaseError,
  noteDatabaseState,
} from "./availability";
import { getHealthDb } from "./database";
import { log } from "./log";
import { workerAdvice, workerState } from "./worker";

export const TIMEOUT = 3000;

type Problem = Exclude<DatabaseState, "up"> | "no-worker";

type Report = {
  /** `degraded`: pages work, but something else doesn't. */
  readonly status: "ready" | "degraded" | "unavailable";
  readonly database: DatabaseState;
  readonly problem: Problem | null;
  readonly advice: string;
};

const ADVICE: Readonly<Record<Exclude<Problem, "away">, string>> = {
  ...DATABASE_ADVICE,
  "table-missing": "Tables are missing. Run `node migrate.js`, or `npm run db:migrate`.",
  "no-worker":
    "No worker runs, so no email is sent. Start `node worker.js` or `npm run worker`, or set WORKER=inside.",
};

/** This process has its own worker, which retries on its own. */
const RESTARTING =
  "No worker runs, so no email is sent. This process starts its own again; the log says why it stopped.";

/** How long no worker has to run until that is logged, in milliseconds. A restart takes less. */
const WITHOUT_WORKER = 60_000;

/** What was logged last. */
let last: string | null = null;
/** Since when checks have found no worker, on the clock of `performance`. */
let withoutWorkerSince: number | null = null;
let running: Promise<Health> | null = null;

/** Checks whether Usher can work. Logs a change once, even if probes ask often, and a missing worker after a minute. */
export async function checkHealth(): Promise<Report> {
  running ??= check();
  const { database, workers } = await running;
  const problem = database === "up" ? (isWithoutWorker(workers) ? "no-worker" : null) : database;
  const advice = problem ? adviceFor(problem) : "";
  logChange(problem, advice);
  const status = problem === null ? "ready" : problem === "no-worker" ? "degraded" : "unavailable";
  return { status, database, problem, advice };
}

/** Probes that come meanwhile get the same result, so that many of them don't wait for the one connection. */
async function check(): Promise<Health> {
  noteDatabaseError(null);
  try {
    return await readHealth(getHealthDb(), TIMEOUT, noteDatabaseError);
  } finally {
    running = null;
  }
}

/** Counts a worker of this process that is still starting, because its connection is visible only a moment later. */
function isWithoutWorker(workers: number | null): boolean {
  return workers === 0 && workerState() !== "starting";
}

function adviceFor(problem: Problem): string {
  if (problem === "away") return adviceWithoutDatabase();
  if (problem !== "no-worker" || workerState() !== "restarting") return ADVICE[problem];
  const reason = workerAdvice();
  return reason ? `No worker runs, so no email is sent. ${reason}` : RESTARTING;
}

function logChange(problem: Problem | null, advice: string): void {
  const isOutage = problem === "away" || problem === "read-only";
  noteDatabaseState(isOutage ? problem : "there");
  withoutWorkerSince = problem === "no-worker" ? (withoutWorkerSince ?? performance.now()) : null;
  if (withoutWorkerSince !== null && performance.now() - withoutWorkerSince < WITHOUT_WORKER) return;
  const now = isOutage ? null : problem;
  if (now !== last) {
    if (now) log.warn({ problem: now }, advice);
    else if (!isOutage) log.info("The database and the worker are ready again.");
  }
  if (!isOutage) last = now;
}
