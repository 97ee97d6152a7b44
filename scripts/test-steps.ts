import { rmSync } from "node:fs";
import path from "node:path";
import { SETTINGS } from "@/app/_server/env";
import { findBrowser } from "./browser";
import { buildIfStale } from "./build";
import { takeLock } from "./lock";
import { info, logError } from "./log";
import { type ManagedProcesses, manageProcesses } from "./managed-processes";
import { home, projectRoot, testDistDir } from "./paths";
import { shutdownRequested } from "./shutdown-signal";
import { addTotals, readTotals, type Totals, totalsLine } from "./totals";

/** Where the test runners write their reports, as in their configuration. */
const reports = path.join(home, "test");

type Runners = ReturnType<typeof makeRunners>;

export type Step = {
  readonly name: string;
  readonly run: (runners: Runners) => Promise<Totals>;
  /** If it fails, the steps after it are skipped. */
  readonly decisive?: boolean;
};

/**
 * Runs the steps of a test command one after the other, and prints the totals. Ends the process and everything that it
 * started.
 */
export async function runSteps(command: string, steps: readonly Step[]): Promise<never> {
  const processes = manageProcesses();
  const runners = makeRunners(processes);
  const code = await Promise.race([
    shutdownRequested().then(() => 130),
    runAll().catch((error) => report(failed(error))),
  ]);
  await processes.stop();
  process.exit(code);

  async function runAll() {
    const lock = await takeLock(reports, command);
    process.once("exit", lock.release);
    const results: Totals[] = [];
    const failures: string[] = [];
    for (const { name, run, decisive } of steps) {
      console.log(`\n── ${name}`);
      const totals = await run(runners).catch(failed);
      results.push(totals);
      if (totals.failed) failures.push(name);
      if (totals.failed && decisive) break;
    }
    if (failures.length) console.log(`\nFailed: ${failures.join(", ")}`);
    return report(addTotals(results));
  }
}

/** What the steps of a test command can run. Each returns the totals of its tests. */
function makeRunners(processes: ManagedProcesses) {
  return { build, check, vitest, playwright };

  async function build(): Promise<Totals> {
    await buildIfStale(processes, testDistDir);
    return nothing();
  }

  /**
   * @param project its name, or the beginning of several names with an asterisk
   * @param files parts of the names of the files to run; by default all
   */
  function vitest(project: string, files: string[] = [], env = {}) {
    const report = path.join(reports, `${project.replace("*", "")}.json`);
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    return test(report, "vitest", ["run", "--project", project, ...reporters, ...files], env);
  }

  async function playwright(files: string[] = [], env = {}) {
    const browser = await findBrowser(processes);
    const report = path.join(reports, "e2e.json");
    return await test(report, "playwright", ["test", ...files], {
      CHROMIUM_PATH: browser,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      ...env,
    });
  }

  /** Counts the tests of a run; a run that fails otherwise is one failure. */
  async function test(report: string, tool: string, args: string[], env = {}): Promise<Totals> {
    rmSync(report, { force: true });
    const code = await runTool(tool, args, env);
    const totals = readTotals(report);
    return code !== 0 && totals.failed === 0 ? addTotals([totals, oneFailure()]) : totals;
  }

  /** A check isn't a test, so it counts only if it fails. */
  async function check(tool: string, ...args: string[]): Promise<Totals> {
    return (await runTool(tool, args)) === 0 ? nothing() : oneFailure();
  }

  function runTool(tool: string, args: string[], env = {}) {
    return processes.run({
      name: tool,
      command: path.join(projectRoot, "node_modules/.bin", tool),
      args,
      env: { ...withoutUsher(), NEXT_DIST_DIR: testDistDir, NEXT_TELEMETRY_DISABLED: "1", ...env },
      stdio: ["ignore", "inherit", "inherit"],
    });
  }
}

/** Removes the settings of a real Usher, because tests start their own. */
function withoutUsher() {
  const real = new Set([...SETTINGS, "MAIL_URL"]);
  real.delete("LOG_LEVEL");
  const rest = Object.entries(process.env).filter(([name]) => !real.has(name));
  return { ...Object.fromEntries(rest), NODE_ENV: "test" as const };
}

function nothing(): Totals {
  return { passed: 0, failed: 0, skipped: 0 };
}

function oneFailure(): Totals {
  return { passed: 0, failed: 1, skipped: 0 };
}

function failed(error: unknown): Totals {
  logError(error);
  return oneFailure();
}

/** Prints the last line, and returns the exit code. */
function report(totals: Totals): number {
  if (!totals.passed && !totals.failed) info("No test ran.");
  console.log(`\n${totalsLine(totals)}`);
  return totals.failed || !totals.passed ? 1 : 0;
}
