import { connectionProblem } from "@/db/connection/connection-problem";
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
  away:
    "The database doesn't respond. Check that it runs, that DATABASE_URL leads to it " +
    "and, behind a pooler, that the pooler has connections left.",
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

/** Shown to everybody, so it names neither hosts nor users. */
export function adviceWithoutDatabase(): string {
  return isOutOfConnections(globalState.usherDatabaseError) ? OUT_OF_CONNECTIONS : ADVICE.away;
}

/** For the log only: it names the database and its user. */
function sentenceFor(problem: keyof typeof ADVICE): string {
  const address = { url: getEnv().DATABASE_URL, setting: "DATABASE_URL" };
  const reason = problem === "away" ? connectionProblem(globalState.usherDatabaseError, address) : null;
  return reason?.message ?? ADVICE[problem];
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

const OUT_OF_CONNECTIONS =
  "The database has no connection left. Raise its max_connections or the user's connection limit, start fewer " +
  'processes, or lower DATABASE_CONNECTIONS and WORKER_JOBS: see "Connections" in docs/operations.md.';

/** What was known may be from before the error. */
function checkAgain(): Promise<PingResult> {
  const known = globalState.usherDatabaseState;
  if (known && known.until !== Number.POSITIVE_INFINITY) known.until = 0;
  return databaseState();
}
