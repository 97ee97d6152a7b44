import {
  type ConnectionFailure,
  connectionProblem,
  UnreachableDatabase,
} from "@/db/connection/connection-problem";
import { isOutOfConnections, isReadOnly, isUnavailable } from "@/db/connection/unavailable";
import { type PingResult, pingDatabase } from "@/db/health";
import { getHealthDb } from "./database";
import { reportOutage, reportRecovery } from "./database-outage";
import { getEnv } from "./env";
import { log } from "./log";
import { warnOperator } from "./warnings";

const TIMEOUT = 2000;
const FRESH = 1000;

/**
 * How often the database is checked while it is unreachable or read-only, in milliseconds, so that the log says when that
 * ends.
 */
const REPEAT = 2000;

export const ADVICE = {
  "read-only": "The database takes no changes. Point DATABASE_URL at the primary, or end its read-only mode.",
} as const;

const PART = "pages";

type Known = { readonly state: Promise<PingResult>; until: number };

// Next bundles proxy, instrumentation and pages separately, and all share what is known.
const globalState = globalThis as typeof globalThis & {
  usherDatabaseState?: Known | undefined;
  /** The error of the last check. */
  usherDatabaseError?: unknown;
};

/** Whether the database responds and accepts changes. Checks it at most once a second, and logs outages. */
export function databaseState(): Promise<PingResult> {
  const known = globalState.usherDatabaseState;
  if (known && Date.now() < known.until) return known.state;
  noteDatabaseError(null);
  const state = pingDatabase(getHealthDb(), TIMEOUT, noteDatabaseError);
  const latest: Known = { state, until: Number.POSITIVE_INFINITY };
  globalState.usherDatabaseState = latest;
  void state.then((result) => {
    latest.until = Date.now() + FRESH;
    noteDatabaseState(result);
  });
  return state;
}

/** Logs the beginning of an outage, and checks the database until it can log the end. */
export function noteDatabaseState(state: PingResult): void {
  if (state !== "there") setTimeout(databaseState, REPEAT).unref();
  for (const problem of ["away", "read-only"] as const) {
    if (state === problem) reportOutage(PART, sentenceFor(problem), problem);
    else reportRecovery(PART, problem);
  }
}

/** Stores why the database can't be reached, for the log's line about the outage. */
export function noteDatabaseError(error: unknown): void {
  globalState.usherDatabaseError = error;
}

/** Why the database can't be reached, and what to do. */
export function adviceWithoutDatabase(): string {
  return connectionAdvice(currentProblem());
}

/**
 * Says why no connection can be opened, and what to do. Shown to everybody, so it names neither hosts nor users.
 * @param problem what `connectionProblem` returned; null if the database didn't respond in time
 */
export function connectionAdvice(problem: Error | null): string {
  if (!problem) return FAILURES["no-answer"]("DATABASE_URL");
  if (!(problem instanceof UnreachableDatabase)) return FAILURES.other("DATABASE_URL");
  return FAILURES[problem.failure](problem.setting);
}

const OUT_OF_CONNECTIONS =
  "The database has no connection left. Raise its max_connections or the user's connection limit, start fewer " +
  'processes, or lower DATABASE_CONNECTIONS and WORKER_JOBS: see "Connections" in docs/operations.md.';

const FAILURES: Readonly<Record<ConnectionFailure, (setting: string) => string>> = {
  "no-answer": (setting) =>
    `The database doesn't respond. Check that it runs, that ${setting} leads to it ` +
    "and, behind a pooler, that the pooler has connections left.",
  login: (setting) =>
    `The database refuses the user or the password in ${setting}. Correct them there, or in the database. The log says more.`,
  "no-database": (setting) =>
    `The server has no database of the name in ${setting}. Correct the name, or create the database. ` +
    "Behind a pooler, add it to the pooler's databases, too.",
  "no-connection-left": () => OUT_OF_CONNECTIONS,
  other: (setting) => `No connection can be opened with ${setting}. The log says why, and what to do.`,
};

/** For the log only: it names the database and its user. */
function sentenceFor(problem: Exclude<PingResult, "there">): string {
  if (problem === "read-only") return ADVICE["read-only"];
  return currentProblem()?.message ?? adviceWithoutDatabase();
}

function currentProblem() {
  const address = { url: getEnv().DATABASE_URL, setting: "DATABASE_URL" };
  return connectionProblem(globalState.usherDatabaseError, address);
}

/**
 * Logs an error of a request. If the database is unreachable or read-only, logs the outage once, and the error only at
 * "debug".
 * @param message what failed
 */
export async function logFailure(error: unknown, message: string, fields: object = {}): Promise<void> {
  const line = { err: error, ...fields };
  if (!isUnavailable(error)) return log.error(line, message);
  if (isReadOnly(error)) noteDatabaseState("read-only");
  if (isOutOfConnections(error)) warnOperator("connections", OUT_OF_CONNECTIONS);
  const state = await checkAgain();
  log[state === "there" && !isReadOnly(error) ? "warn" : "debug"](line, message);
}

/** What was known may be from before the error. */
function checkAgain(): Promise<PingResult> {
  const known = globalState.usherDatabaseState;
  if (known && known.until !== Number.POSITIVE_INFINITY) known.until = 0;
  return databaseState();
}
