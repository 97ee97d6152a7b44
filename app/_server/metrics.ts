import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Database } from "@/db/client";
import { type DatabaseMetrics, JOB_STATES, readDatabaseMetrics } from "@/db/metrics";
import { measurements } from "@/lib/measurements";
import { countCertainWarnings } from "./warnings";

type Metrics = {
  readonly own: Registry;
  readonly shared: Registry;
  readonly note: (read: DatabaseMetrics | null) => void;
};

declare global {
  // Global, because Next bundles instrumentation, which starts the metrics, and the route that reads them separately.
  var usherMetrics: Metrics | undefined;
}

/** Starts the metrics of this process, unless they are running. docs/operations.md lists them. */
export function startMetrics(): Metrics {
  if (globalThis.usherMetrics) return globalThis.usherMetrics;
  const own = new Registry();
  const shared = new Registry();
  collectDefaultMetrics({ register: own });
  countRequests([own]);
  countWork([own]);
  globalThis.usherMetrics = { own, shared, note: sharedMetrics([shared]) };
  return globalThis.usherMetrics;
}

/**
 * The metrics in Prometheus' text format.
 * @param db also reads the metrics that all processes share; the worker leaves them to the app
 */
export async function readMetrics(db?: Database): Promise<{ text: string; contentType: string }> {
  const { own, shared, note } = startMetrics();
  if (db) note(await readDatabaseMetrics(db).catch(() => null));
  const registry = db ? Registry.merge([own, shared]) : own;
  return { text: await registry.metrics(), contentType: registry.contentType };
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const METHODS = new Set(["GET", "HEAD", "POST"]);

function countRequests(registers: Registry[]): void {
  const requests = new Histogram({
    name: "usher_http_request_duration_seconds",
    help: "Time from a request's head to the end of its response, by route pattern.",
    labelNames: ["route", "method", "status"],
    buckets: SECONDS,
    registers,
  });
  measurements.request.subscribe(({ route, method, status, ms }) =>
    requests.observe({ route, method: METHODS.has(method) ? method : "other", status }, ms / 1000),
  );
  const actions = new Counter({
    name: "usher_actions_total",
    help: "Server actions, by name and outcome.",
    labelNames: ["action", "outcome"],
    registers,
  });
  measurements.action.subscribe((action) => actions.inc(action));
  const limits = new Counter({
    name: "usher_limits_hit_total",
    help: "How often someone reached a limit.",
    labelNames: ["limit"],
    registers,
  });
  measurements.limit.subscribe((limit) => limits.inc(limit));
}

function countWork(registers: Registry[]): void {
  const statements = new Histogram({
    name: "usher_database_statement_duration_seconds",
    help: "Time from sending a statement to its answer.",
    labelNames: ["application"],
    buckets: [0.0005, 0.001, ...SECONDS],
    registers,
  });
  measurements.statement.subscribe(({ application, ms }) => statements.observe({ application }, ms / 1000));
  new Gauge({
    name: "usher_database_connections",
    help: "Connections of this process to the database, and those who wait for one.",
    labelNames: ["application", "state"],
    registers,
    collect() {
      this.reset();
      measurements.pools.publish(({ application, total, idle, waiting }) => {
        this.inc({ application, state: "total" }, total);
        this.inc({ application, state: "idle" }, idle);
        this.inc({ application, state: "waiting" }, waiting);
      });
    },
  });
  new Gauge({
    name: "usher_warnings",
    help: "Problems of this process that an operator has to fix, without those that only a request showed.",
    registers,
    collect() {
      this.set(countCertainWarnings());
    },
  });
  const jobs = new Histogram({
    name: "usher_job_duration_seconds",
    help: "Time that a job of the queue took, by task and outcome.",
    labelNames: ["task", "outcome"],
    buckets: [...SECONDS, 30, 60],
    registers,
  });
  measurements.job.subscribe(({ ms, ...labels }) => jobs.observe(labels, ms / 1000));
  const emails = new Counter({
    name: "usher_emails_total",
    help: "Tries to send an email, by outcome.",
    labelNames: ["outcome"],
    registers,
  });
  // So that rates are right from the first email on.
  for (const outcome of ["sent", "retried", "failed"]) emails.inc({ outcome }, 0);
  measurements.email.subscribe((email) => emails.inc(email));
}

/** Metrics that come from the database, so they are the same in every process. */
function sharedMetrics(registers: Registry[]): Metrics["note"] {
  const up = new Gauge({ name: "usher_database_up", help: "1 while the database responds.", registers });
  const workers = new Gauge({ name: "usher_workers", help: "Workers that run, in any process.", registers });
  const jobs = new Gauge({
    name: "usher_queue_jobs",
    help: "Jobs in the queue, by task and state.",
    labelNames: ["task", "state"],
    registers,
  });
  const oldest = new Gauge({
    name: "usher_queue_oldest_job_seconds",
    help: "How long the job has been due that has waited longest.",
    registers,
  });
  const emails = new Gauge({
    name: "usher_emails",
    help: "Emails that wait or failed, by state.",
    labelNames: ["state"],
    registers,
  });
  return (read) => {
    for (const gauge of [up, workers, jobs, oldest, emails]) gauge.reset();
    up.set(read ? 1 : 0);
    if (!read) return;
    workers.set(read.workers);
    oldest.set(read.oldestSeconds);
    for (const state of JOB_STATES) emails.set({ state }, 0);
    for (const { task, state, count } of read.jobs) {
      jobs.set({ task, state }, count);
      if (task.startsWith("send-")) emails.inc({ state }, count);
    }
    emails.inc({ state: "failed" }, read.failedEmails);
  };
}
