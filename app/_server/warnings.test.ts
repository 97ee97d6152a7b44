import { expect, onTestFinished, test, vi } from "vitest";
import { log } from "./log";
import { countCertainWarnings, operatorWarnings, warnOperator, withdrawWarning } from "./warnings";

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

test("what has changed about a problem is logged after a minute, and takes the place of what was known", () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const logged = vi.spyOn(log, "warn").mockReturnValue();
  onTestFinished(() => void logged.mockRestore());
  warnOperator("proxies", "There is 1 proxy.");
  warnOperator("proxies", "There are 2 proxies.");
  expect(logged.mock.calls).toEqual([["There is 1 proxy."]]);
  vi.advanceTimersByTime(HOUR / 60);
  warnOperator("proxies", "There are 2 proxies.");
  warnOperator("proxies", "There is 1 proxy.");
  expect(logged.mock.calls).toEqual([["There is 1 proxy."], ["There are 2 proxies."]]);
  expect(operatorWarnings()).toContain("There are 2 proxies.");
});

test("a problem that is known to be over isn't shown anymore", () => {
  warnOperator("secret", "The secrets differ.");
  withdrawWarning("secret");
  expect(operatorWarnings()).not.toContain("The secrets differ.");
});

test("a problem that only a request shows is listed, but not counted, because strangers can send one", () => {
  globalThis.usherWarnings = undefined;
  warnOperator("origin", "A form was refused.", { byRequest: true });
  expect([operatorWarnings(), countCertainWarnings()]).toEqual([["A form was refused."], 0]);
  warnOperator("secret", "The secrets differ.");
  expect(countCertainWarnings()).toBe(1);
});
