import { rmSync } from "node:fs";
import path from "node:path";
import { SETTINGS } from "@/app/_server/env";
import { findBrowser } from "./browser";
import { buildIfStale } from "./build";
import type { Children } from "./children";
import { home, projectRoot, testedDistDir } from "./places";
import { addTotals, readTotals, type Totals } from "./totals";

/** Where the runners leave their reports; named in their configuration too. */
export const reports = path.join(home, "test");

export type Runners = ReturnType<typeof makeRunners>;

/** What the steps of a test command call. Each tells how many tests ran. */
export function makeRunners(children: Children) {
  return { build, check, vitest, playwright };

  async function build(): Promise<Totals> {
    await buildIfStale(children, testedDistDir);
    return nothing();
  }

  /** @param files parts of the names of those to run; all, without any */
  function vitest(project: string, files: string[] = [], env = {}) {
    const report = path.join(reports, `${project}.json`);
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    return test(report, "vitest", ["run", "--project", project, ...reporters, ...files], env);
  }

  async function playwright(files: string[] = [], env = {}) {
    const browser = await findBrowser(children);
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
}

/** Tests make their own Usher, whatever the environment says about a real one. */
function withoutUsher() {
  const real = new Set([...SETTINGS, "MAIL_URL", "USHER_DEMO"]);
  real.delete("LOG_LEVEL");
  const rest = Object.entries(process.env).filter(([name]) => !real.has(name));
  return { ...Object.fromEntries(rest), NODE_ENV: "test" as const };
}

function nothing(): Totals {
  return { passed: 0, failed: 0, skipped: 0 };
}

function failure(): Totals {
  return { passed: 0, failed: 1, skipped: 0 };
}
