import { EventEmitter, once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import {
  Logger,
  parseCronItems,
  type RunnerOptions,
  run,
  type Task,
  type WorkerEvents,
} from "graphile-worker";
import { createDatabase, type Database } from "@/db/client";
import { connectionProblem, type DatabaseAddress } from "@/db/connection/connection-problem";
import { isReadOnly, isUnavailable } from "@/db/connection/unavailable";
import { linkKeys } from "@/db/link";
import type { EnqueuedTask } from "@/db/queue/enqueue";
import { openQueuePool } from "@/db/queue/pool";
import { showPresence } from "@/db/queue/presence";
import { releaseAbandonedJobs } from "@/db/queue/private-tables";
import { ADVICE, connectionAdvice } from "./availability";
import { currentRequest } from "./current-request";
import { reportOutage, reportRecovery } from "./database-outage";
import { type Env, getEnv } from "./env";
import { logJobs } from "./job-log";
import { cleanUpSignIns } from "./jobs/clean-up-sign-ins";
import { discardDrafts } from "./jobs/discard-drafts";
import { discardLimits } from "./jobs/discard-limits";
import { discardNotices } from "./jobs/discard-notices";
import { endMemberships } from "./jobs/end-memberships";
import { waitForDatabase } from "./jobs/job-database";
import { notifyNewLinkRequested } from "./jobs/notify-new-link-requested";
import { processResetRequest } from "./jobs/process-reset-request";
import { runBulkActionBatch } from "./jobs/run-bulk-action";
import { sendAccountNotice } from "./jobs/send-account-notice";
import { sendInvitation } from "./jobs/send-invitation";
import { sendMembershipEnd } from "./jobs/send-membership-end";
import { sendNewLinkRequest } from "./jobs/send-new-link-request";
import { sendPasswordLink } from "./jobs/send-password-link";
import { sendResponseEmail } from "./jobs/send-response-email";
import { log } from "./log";
import { createMailer } from "./mailer";
import { finishJobs, SHUTDOWN_LIMIT } from "./shutdown";

export type WorkerState = "starting" | "running" | "restarting" | "stopped" | "elsewhere";
type WorkerEnv = Pick<
  Env,
  "DATABASE_URL" | "DATABASE_DIRECT_URL" | "SMTP_URL" | "MAIL_FROM" | "BASE_URL" | "AUTH_SECRET"
> &
  Partial<Pick<Env, "WORKER_JOBS">>;
type Worker = {
  state: WorkerState;
  stopping: AbortController;
  ended: Promise<void>;
  /** Why it can't connect to the database. A sentence, because each copy of a module has its own classes of errors. */
  advice?: string | null;
};

declare global {
  // Global, because Next bundles instrumentation and pages separately, and each has its own copy of this module.
  var usherWorker: Worker | undefined;
}

const PART = "worker";

const timeouts = { connecting: 5000, statement: 30_000, transaction: 30_000 };

/** Whether this process sends emails; `elsewhere` if `npm run worker` does. */
export function workerState(): WorkerState {
  return globalThis.usherWorker?.state ?? (getEnv().WORKER === "none" ? "elsewhere" : "stopped");
}

/** Why the worker of this process can't connect to the database; null if it can, or stopped for another reason. */
export function workerAdvice(): string | null {
  return globalThis.usherWorker?.advice ?? null;
}

/** Returns immediately. If the database is unreachable or the worker fails, it is started again, until it is stopped. */
export function startWorker(env: WorkerEnv = getEnv()): void {
  if (globalThis.usherWorker) return;
  const worker: Worker = { state: "starting", stopping: new AbortController(), ended: Promise.resolve() };
  worker.ended = keepRunning(worker, env);
  globalThis.usherWorker = worker;
}

/** Takes no more jobs, and resolves when the running ones are done, or after half a minute. */
export async function stopWorker(): Promise<void> {
  const worker = globalThis.usherWorker;
  worker?.stopping.abort();
  await worker?.ended;
  globalThis.usherWorker = undefined;
}

async function keepRunning(worker: Worker, env: WorkerEnv): Promise<void> {
  const { signal } = worker.stopping;
  for (let seconds = 1; !signal.aborted; seconds = Math.min(seconds * 2, 30)) {
    try {
      await runOnce(worker, env);
      seconds = 1;
    } catch (error) {
      if (worker.state === "running") seconds = 1;
      const problem = connectionProblem(error, addressOf(env));
      worker.advice = problem && connectionAdvice(problem);
      if (problem) reportOutage(PART, problem.message);
      else log.error({ err: error }, `The worker stopped. It starts again in ${seconds} s.`);
    }
    worker.state = "restarting";
    await pauseUnless(signal, seconds * 1000);
  }
  worker.state = "stopped";
}

/** Resolves when the worker was stopped or lost the database, and throws if it can't start. Closes all its connections. */
async function runOnce(worker: Worker, env: WorkerEnv): Promise<void> {
  const { signal } = worker.stopping;
  const { url } = addressOf(env);
  const concurrency = env.WORKER_JOBS ?? 8;
  const db = createDatabase(url, {
    application: "usher-worker",
    connections: concurrency,
    timeouts,
    requestId: () => currentRequest()?.id,
  });
  const queue = openQueuePool(url, concurrency + 2);
  const mailer = createMailer({ smtpUrl: env.SMTP_URL, from: env.MAIL_FROM, connections: concurrency });
  const dependencies = { db, keys: linkKeys(env.AUTH_SECRET), mailer, baseUrl: env.BASE_URL };
  const tasks = {
    "send-invitation": sendInvitation(dependencies),
    "send-account-notice": sendAccountNotice(dependencies),
    "send-response-email": sendResponseEmail(dependencies),
    "send-membership-end": sendMembershipEnd(dependencies),
    "end-memberships": endMemberships(dependencies),
    "notify-new-link-requested": notifyNewLinkRequested(dependencies),
    "send-new-link-request": sendNewLinkRequest(dependencies),
    "send-password-link": sendPasswordLink(dependencies),
    "process-reset-request": processResetRequest(dependencies),
    "run-bulk-action": runBulkActionBatch(dependencies),
    "discard-drafts": discardDrafts(dependencies),
    "discard-limits": discardLimits(dependencies),
    "discard-notices": discardNotices(dependencies),
    "clean-up-sign-ins": cleanUpSignIns(dependencies),
  } satisfies Record<EnqueuedTask, Task> & Record<string, Task>;
  const taskList = logJobs(
    Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, waitForDatabase(task, signal)])),
  );
  const over = new AbortController();
  try {
    const events: WorkerEvents = new EventEmitter();
    const named = nameOf(events);
    const runner = await run({ ...options, concurrency, events, taskList, pgPool: queue });
    try {
      const presence = await showPresence(url, await named);
      over.signal.addEventListener("abort", () => void presence.end());
      worker.state = "running";
      worker.advice = null;
      reportRecovery(PART);
      log.info({ concurrency }, "The worker is running");
      void keepReleasingAbandonedJobs(db, over.signal);
      const poolStopped = once(runner.events, "pool:gracefulShutdown", { signal: over.signal });
      await Promise.race([runner.promise, poolStopped, presence.lost, aborted(signal)]);
      if (!signal.aborted) log.warn("The worker lost its connection to the database. It starts again.");
    } finally {
      // Running jobs finish and are recorded, so that no email is sent twice.
      const stopped = runner.stop().catch(() => runner.promise.catch(() => {}));
      await finishJobs(stopped);
    }
  } finally {
    over.abort();
    mailer.close();
    // After five seconds, also ends work that waits for a dead connection.
    await Promise.race([Promise.all([db.close(), queue.end()]), pause(5000, undefined, { ref: false })]);
  }
}

/**
 * Without a pooler: the queue listens for notifications and presence is a session's lock, and a pooler in transaction mode
 * keeps neither.
 */
function addressOf({ DATABASE_URL, DATABASE_DIRECT_URL }: WorkerEnv): DatabaseAddress {
  if (DATABASE_DIRECT_URL) return { url: DATABASE_DIRECT_URL, setting: "DATABASE_DIRECT_URL" };
  return { url: DATABASE_URL, setting: "DATABASE_URL" };
}

/** The worker's id in the jobs that it takes. */
function nameOf(events: WorkerEvents): Promise<string> {
  return new Promise((resolve) => events.once("pool:create", ({ workerPool }) => resolve(workerPool.id)));
}

async function keepReleasingAbandonedJobs(db: Database, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await releaseAbandonedJobs({ db });
      reportRecovery(PART, "read-only");
    } catch (error) {
      // Nothing else reports it while no job runs: the queue just keeps polling.
      if (isReadOnly(error)) reportOutage(PART, ADVICE["read-only"], "read-only");
      log.debug({ err: error }, "Jobs of killed workers could not be looked for");
    }
    await pauseUnless(signal, 5000);
  }
}

async function pauseUnless(signal: AbortSignal, milliseconds: number): Promise<void> {
  await pause(milliseconds, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((done) => signal.addEventListener("abort", () => done(), { once: true }));
}

// The queue logs ordinary events at "info", which would be a line for each email.
const levels = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;

const options = {
  // A pooler in transaction mode keeps no prepared statements.
  noPreparedStatements: true,
  noHandleSignals: true,
  // Once a minute for all processes together, because the queue keeps its schedule in the database.
  parsedCronItems: parseCronItems([
    { task: "end-memberships", match: "* * * * *", options: { jobKey: "end-memberships" } },
    { task: "clean-up-sign-ins", match: "* * * * *", options: { jobKey: "clean-up-sign-ins" } },
    { task: "discard-drafts", match: "17 * * * *", options: { jobKey: "discard-drafts" } },
    { task: "discard-limits", match: "37 * * * *", options: { jobKey: "discard-limits" } },
    { task: "discard-notices", match: "47 * * * *", options: { jobKey: "discard-notices" } },
  ]),
  // With batching, an error while a job is marked as done stops the worker, which is then restarted. Without it, the error
  // ends the process.
  preset: {
    worker: {
      completeJobBatchDelay: 0,
      failJobBatchDelay: 0,
      gracefulShutdownAbortTimeout: SHUTDOWN_LIMIT,
    },
  },
  logger: new Logger(({ label, jobId }) => (level, message, meta) => {
    if (meta?.failure) return; // job-log.ts logs it
    const isAway = isUnavailable(meta?.error); // keepRunning logs it, once
    log[isAway ? "debug" : levels[level]]({ label, jobId }, message);
  }),
} satisfies RunnerOptions;
