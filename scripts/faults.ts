// `npm run test:faults`: breaks databases, mail servers and processes on purpose. See e2e/faults/README.md.
import { CliError, logError } from "./log";
import { runSteps, type Step } from "./test-steps";
import { addTotals } from "./totals";

const PARTS: Readonly<Record<string, Step>> = {
  model: {
    name: "200 random histories of simultaneous commands",
    run: ({ vitest }) => vitest("unit", ["invitations.model.test"], { ROUNDS: "200" }),
  },
  database: {
    name: "The database away, silent, held and read-only",
    run: ({ playwright }) => playwright(["database-away", "database-read-only"]),
  },
  kills: {
    name: "App, worker and PostgreSQL killed during 2,000 invitations",
    run: built("kills"),
  },
  mail: {
    name: "The mail server away, slow, refusing and closing, for 200 people",
    run: ({ vitest }) => vitest("unit*", ["email-faults"], { ROUNDS: "200" }),
  },
  stories: {
    name: "The stories with two apps behind a proxy, a separate worker, and PgBouncer in transaction mode",
    run: ({ playwright }) => playwright(STORIES, { E2E_MULTI_PROCESS: "1" }),
  },
};

/** All stories except those that start their own app or test a single process. */
const STORIES = ["e2e/stories/"];

/** Runs a test in e2e/faults, which starts its processes from the build. */
function built(file: string): Step["run"] {
  return async ({ build, vitest }) => addTotals([await build(), await vitest("faults", [file])]);
}

const requested = process.argv.slice(2);
const unknown = requested.filter((part) => !(part in PARTS));
if (unknown.length > 0) {
  logError(
    new CliError(`There is no part ${unknown.join(", ")}. The parts: ${Object.keys(PARTS).join(", ")}.`),
  );
  process.exit(1);
}
await runSteps(
  "npm run test:faults",
  Object.entries(PARTS).flatMap(([part, step]) =>
    requested.length === 0 || requested.includes(part) ? [step] : [],
  ),
);
