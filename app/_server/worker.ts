import { setTimeout as pause } from "node:timers/promises";
import { Logger, run, type TaskList } from "graphile-worker";
import { createDatabase, type Database } from "@/db/client";
import { releaseAbandonedJobs } from "@/db/queue/release-abandoned";
import { type Env, getEnv } from "./env";
import { sendInvitation } from "./jobs/send-invitation";
import { log } from "./log";
import { createMailer } from "./mailer";

export type WorkerState = "running" | "starting" | "stopped" | "elsewhere";
type Worker = { state: WorkerState; stopping: AbortController; ended: Promise<void> };

declare global {
  // Next bundles instrumentation and pages apart: each has its own copy of this module, and all mean this worker.
  var usherWorker: Worker | undefined;
}

const concurrency = 8;

/** Whether this process sends mail; `elsewhere` when it leaves that to `npm run worker`. */
export function workerState(): WorkerState {
  return globalThis.usherWorker?.state ?? (getEnv().WORKER === "none" ? "elsewhere" : "stopped");
}

/** Returns at once. When the database is away, or the worker falls over, it is started again until it is stopped. */
export function startWorker(): void {
  if (globalThis.usherWorker) return;
  const worker: Worker = { state: "starting", stopping: new AbortController(), ended: Promise.resolve() };
  worker.ended = work(worker, getEnv());
  globalThis.usherWorker = worker;
}

/** Takes no more jobs, and resolves when those under way are done. */
export async function stopWorker(): Promise<void> {
  const worker = globalThis.usherWorker;
  worker?.stopping.abort();
  await worker?.ended;
  globalThis.usherWorker = undefined;
}

async function work(worker: Worker, env: Env): Promise<void> {
  const { signal } = worker.stopping;
  const db = createDatabase(env.DATABASE_URL, { connections: concurrency });
  const mailer = createMailer({ smtpUrl: env.SMTP_URL, from: env.MAIL_FROM, connections: concurrency });
  const tasks = { "send-invitation": sendInvitation({ db, mailer, baseUrl: env.BASE_URL }) };

  await Promise.all([keepRunning(worker, tasks, env.DATABASE_URL), releaseEachMinute(db, signal)]);

  mailer.close();
  await db.close();
  worker.state = "stopped";
}

async function keepRunning(worker: Worker, taskList: TaskList, connectionString: string): Promise<void> {
  const { signal } = worker.stopping;
  const stopped = new Promise<void>((done) => signal.addEventListener("abort", () => done(), { once: true }));

  for (let seconds = 1; !signal.aborted; seconds = Math.min(seconds * 2, 30)) {
    try {
      const runner = await run({ ...options, taskList, connectionString });
      worker.state = "running";
      log.info({ concurrency }, "The mail worker runs");
      seconds = 1;
      await Promise.race([runner.promise, stopped]);
      if (signal.aborted) await runner.stop();
    } catch (error) {
      log.error({ err: error }, `The mail worker does not run; it is started again in ${seconds} s`);
    }
    if (signal.aborted) return;
    worker.state = "starting";
    await unless(signal, pause(seconds * 1000, undefined, { signal }));
  }
}

async function releaseEachMinute(db: Database, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await releaseAbandonedJobs({ db }).catch((error: unknown) => {
      log.debug({ err: error }, "Jobs of killed workers could not be looked for");
    });
    await unless(signal, pause(60_000, undefined, { signal }));
  }
}

async function unless(signal: AbortSignal, waiting: Promise<void>): Promise<void> {
  await waiting.catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

// The queue's word for what is ordinary is too loud for us: a line for each mail.
const levels = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;

const options = {
  concurrency,
  maxPoolSize: concurrency + 2,
  // A connection pooler in transaction mode keeps no prepared statements.
  noPreparedStatements: true,
  noHandleSignals: true,
  parsedCronItems: [],
  logger: new Logger(
    ({ label, jobId }) =>
      (level, message) =>
        log[levels[level]]({ label, jobId }, message),
  ),
};
