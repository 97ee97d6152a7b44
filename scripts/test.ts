import { rmSync } from "node:fs";
import path from "node:path";
import { findBrowser } from "./browser";
import { buildIfStale } from "./build";
import { keepChildren } from "./children";
import { takeLock } from "./lock";
import { home, projectRoot, testedDistDir } from "./places";
import { explain, say } from "./say";
import { toldToStop } from "./told-to-stop";
import { addTotals, readTotals, type Totals, totalsLine } from "./totals";

/** Where the runners leave their reports; named in their configuration too. */
const reports = path.join(home, "test");

const steps: [string, () => Promise<Totals>][] = [
  ["Lint", () => check("biome", "check", ".")],
  ["Types", async () => addTotals([await check("next", "typegen"), await check("tsc", "--noEmit")])],
  ["What nothing uses", () => check("knip")],
  ["Unit and integration tests", () => vitest("unit")],
  ["Build", build],
  ["Starting and stopping", () => vitest("start")],
  ["End-to-end tests", playwright],
];

const told = toldToStop();
const children = keepChildren();
const code = await Promise.race([told.then(() => 130), runSteps().catch(complain)]);
await children.stop();
process.exit(code);

async function runSteps() {
  const lock = await takeLock(reports, "npm test");
  process.once("exit", lock.release);
  const results: Totals[] = [];
  const failed: string[] = [];
  for (const [name, step] of steps) {
    console.log(`\n── ${name}`);
    const totals = await step().catch(failure);
    results.push(totals);
    if (totals.failed) failed.push(name);
    if (totals.failed && step === build) break;
  }
  if (failed.length) console.log(`\nFailed: ${failed.join(", ")}`);
  return conclude(addTotals(results));
}

async function build(): Promise<Totals> {
  await buildIfStale(children, testedDistDir);
  return nothing();
}

function vitest(project: string) {
  const report = path.join(reports, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return test(report, "vitest", ["run", "--project", project, ...reporters]);
}

async function playwright() {
  const browser = await findBrowser(children);
  const report = path.join(reports, "e2e.json");
  return await test(report, "playwright", ["test"], {
    CHROMIUM_PATH: browser,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
}

/** Counts the tests of a run; a run that fails otherwise is one failure. */
async function test(report: string, tool: string, args: string[], env = {}): Promise<Totals> {
  rmSync(report, { force: true });
  const code = await runTool(tool, args, env);
  const totals = readTotals(report);
  return code !== 0 && totals.failed === 0 ? addTotals([totals, failure()]) : totals;
}

/** A check is no test: it counts only when it fails. */
async function check(tool: string, ...args: string[]): Promise<Totals> {
  return (await runTool(tool, args)) === 0 ? nothing() : failure();
}

function runTool(tool: string, args: string[], env = {}) {
  return children.run({
    name: tool,
    command: path.join(projectRoot, "node_modules/.bin", tool),
    args,
    env: { ...withoutUsher(), NEXT_DIST_DIR: testedDistDir, NEXT_TELEMETRY_DISABLED: "1", ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
}

/** Tests make their own Usher, whatever the environment says about a real one. */
function withoutUsher() {
  const { DATABASE_URL, SMTP_URL, BASE_URL, MAIL_URL, AUTH_SECRET, PORT, NODE_ENV, ...rest } = process.env;
  return { ...rest, NODE_ENV: "test" as const };
}

function nothing(): Totals {
  return { passed: 0, failed: 0, skipped: 0 };
}

function failure(error?: unknown): Totals {
  if (error) explain(error);
  return { passed: 0, failed: 1, skipped: 0 };
}

function complain(error: unknown) {
  return conclude(failure(error));
}

function conclude(totals: Totals) {
  if (!totals.passed && !totals.failed) say("No test ran.");
  console.log(`\n${totalsLine(totals)}`);
  return totals.failed || !totals.passed ? 1 : 0;
}
