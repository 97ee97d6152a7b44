import { keepChildren } from "./children";
import { takeLock } from "./lock";
import { makeRunners, type Runners, reports } from "./runners";
import { explain, say } from "./say";
import { toldToStop } from "./told-to-stop";
import { addTotals, type Totals, totalsLine } from "./totals";

export type Step = {
  readonly name: string;
  readonly run: (runners: Runners) => Promise<Totals>;
  /** What comes after makes no sense when it fails. */
  readonly decisive?: boolean;
};

/** A test command: its steps one after the other, the totals last. Ends the process, and all that was started. */
export async function runSteps(command: string, steps: readonly Step[]): Promise<never> {
  const told = toldToStop();
  const children = keepChildren();
  const runners = makeRunners(children);
  const code = await Promise.race([told.then(() => 130), runAll().catch(complain)]);
  await children.stop();
  process.exit(code);

  async function runAll() {
    const lock = await takeLock(reports, command);
    process.once("exit", lock.release);
    const results: Totals[] = [];
    const failed: string[] = [];
    for (const { name, run, decisive } of steps) {
      console.log(`\n── ${name}`);
      const totals = await run(runners).catch(failure);
      results.push(totals);
      if (totals.failed) failed.push(name);
      if (totals.failed && decisive) break;
    }
    if (failed.length) console.log(`\nFailed: ${failed.join(", ")}`);
    return conclude(addTotals(results));
  }
}

function failure(error: unknown): Totals {
  explain(error);
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
