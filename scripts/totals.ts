import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

export type Totals = { passed: number; failed: number; skipped: number };

const Vitest = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

const Playwright = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

/**
 * The number of tests in a report that passed and failed. A missing report counts none.
 * @throws if the report can't be read
 */
export function readTotals(file: string): Totals {
  if (!existsSync(file)) return { passed: 0, failed: 0, skipped: 0 };
  const report: unknown = JSON.parse(readFileSync(file, "utf8"));
  const vitest = Vitest.safeParse(report);
  return vitest.success ? vitestTotals(vitest.data) : playwrightTotals(Playwright.parse(report));
}

export function addTotals(all: Totals[]): Totals {
  return {
    passed: sum(all.map(({ passed }) => passed)),
    failed: sum(all.map(({ failed }) => failed)),
    skipped: sum(all.map(({ skipped }) => skipped)),
  };
}

export function totalsLine({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`;
}

/** A file with an error outside its tests counts as one failure. */
function vitestTotals(report: z.infer<typeof Vitest>) {
  const broken = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some(({ status }) => status === "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** A flaky test failed and then passed when it was retried. */
function playwrightTotals({ stats }: z.infer<typeof Playwright>) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}

function sum(numbers: number[]) {
  return numbers.reduce((total, number) => total + number, 0);
}
