import { expect, onTestFinished, test, vi } from "vitest";
import { log } from "./log";
import { operatorWarnings, warnOperator, withdrawWarning } from "./warnings";

const HOUR = 60 * 60 * 1000;

test("a problem is logged once, and over an hour after it was last seen", () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const logged = vi.spyOn(log, "warn").mockReturnValue();
  onTestFinished(() => void logged.mockRestore());
  warnOperator("host", "Correct the proxy.");
  vi.advanceTimersByTime(HOUR - 1);
  warnOperator("host", "Correct the proxy.");
  vi.advanceTimersByTime(HOUR - 1);
  expect(operatorWarnings()).toEqual(["Correct the proxy."]);
  expect(logged).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(2);
  expect(operatorWarnings()).toEqual([]);
  warnOperator("host", "Correct the proxy.");
  expect(logged).toHaveBeenCalledTimes(2);
});

test("a problem that is known to be over isn't shown anymore", () => {
  warnOperator("secret", "The secrets differ.");
  withdrawWarning("secret");
  expect(operatorWarnings()).not.toContain("The secrets differ.");
});
