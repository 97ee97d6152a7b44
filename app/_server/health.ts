import { type DatabaseState, readHealth } from "@/db/health";
import { getDb } from "./database";
import { reportOutage, reportRecovery } from "./database-outage";
import { log } from "./log";

export const PATIENCE = 3000;

type Problem = Exclude<DatabaseState, "up"> | "no-worker";

type Report = {
  /** `degraded`: pages work, and something else doesn't. */
  readonly status: "ready" | "degraded" | "unavailable";
  readonly database: DatabaseState;
  readonly problem: Problem | null;
  readonly advice: string;
};

const ADVICE: Readonly<Record<Problem, string>> = {
  away: "The database doesn't answer. Check that it runs and that DATABASE_URL leads to it.",
  "read-only": "The database takes no changes. Point DATABASE_URL at the primary, or end its read-only mode.",
  "table-missing": "Tables are missing. Run `node migrate.js`, or `npm run db:migrate`.",
  "no-worker":
    "No worker runs, so no email is sent. Start `node worker.js` or `npm run worker`, or set WORKER=inside.",
};

let last: Problem | null = null;

/** Checks what keeps Usher from working. A change is logged once, however often a probe asks. */
export async function checkHealth(): Promise<Report> {
  const { database, workers } = await readHealth(getDb(), PATIENCE);
  const problem = database === "up" ? (workers === 0 ? "no-worker" : null) : database;
  logChange(problem);
  const status = problem === null ? "ready" : problem === "no-worker" ? "degraded" : "unavailable";
  return { status, database, problem, advice: problem ? ADVICE[problem] : "" };
}

function logChange(problem: Problem | null): void {
  if (problem === "away") reportOutage("health checks", ADVICE.away);
  else reportRecovery("health checks");
  if (problem !== last && problem !== "away") {
    if (problem) log.warn({ problem }, ADVICE[problem]);
    else if (last !== "away") log.info("The database and the worker are ready again.");
  }
  last = problem;
}
