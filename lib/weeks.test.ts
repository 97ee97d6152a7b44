import { expect, test } from "vitest";
import { lastWeeks } from "./weeks";

const mondays = (now: string, timeZone: string, count = 2) =>
  lastWeeks(count, { now: new Date(now), timeZone }).map(({ monday }) => monday);

test("weeks begin on Monday, and the last one is the current week", () => {
  expect(mondays("2026-12-02T12:00:00Z", "UTC", 3)).toEqual(["2026-11-16", "2026-11-23", "2026-11-30"]);
  expect(mondays("2026-11-30T00:00:00Z", "UTC")).toEqual(["2026-11-23", "2026-11-30"]);
  expect(mondays("2026-11-29T23:59:59Z", "UTC")).toEqual(["2026-11-16", "2026-11-23"]);
});

test("a week begins at midnight in the time zone", () => {
  const sundayEvening = "2026-11-30T05:00:00Z"; // in Los Angeles
  expect(mondays(sundayEvening, "America/Los_Angeles").at(-1)).toBe("2026-11-23");
  expect(mondays(sundayEvening, "Pacific/Auckland").at(-1)).toBe("2026-11-30");
});

test("a week in which the clocks change has an hour more or less", () => {
  const [week] = lastWeeks(1, { now: new Date("2026-03-25T12:00:00Z"), timeZone: "Europe/Berlin" });
  expect([week?.start.toISOString(), week?.end.toISOString()]).toEqual([
    "2026-03-22T23:00:00.000Z",
    "2026-03-29T22:00:00.000Z",
  ]);
});
