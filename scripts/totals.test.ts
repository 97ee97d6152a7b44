import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { addTotals, readTotals, totalsLine } from "./totals";

test("the totals of both runners are added up in one line", () => {
  const unit = readTotals(
    report({
      numPassedTests: 40,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 0,
      testResults: [{ status: "failed", assertionResults: [{ status: "failed" }] }],
    }),
  );
  const stories = readTotals(report({ stats: { expected: 10, unexpected: 1, flaky: 1, skipped: 0 } }));
  expect(totalsLine(addTotals([unit, stories]))).toBe("51 passed, 2 failed, 2 skipped");
});

test("a test file that cannot be loaded is a failure", () => {
  const file = report({
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [
      { status: "failed", assertionResults: [] },
      { status: "passed", assertionResults: [{ status: "passed" }] },
    ],
  });
  expect(totalsLine(readTotals(file))).toBe("3 passed, 1 failed");
});

test("a report that was never written counts nothing", () => {
  expect(totalsLine(readTotals("/nowhere/report.json"))).toBe("0 passed, 0 failed");
});

function report(content: object) {
  const folder = mkdtempSync(path.join(tmpdir(), "usher-report-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}
