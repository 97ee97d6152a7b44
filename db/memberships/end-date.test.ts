import { describe, expect, test } from "vitest";
import { dayAt, lastDay } from "@/lib/days";
import { lastDayLimits } from "@/lib/last-day";
import { endAfter } from "./end-date";

test("a membership ends at midnight in the organization's time zone, after its last day", () => {
  const now = new Date("2026-11-23T12:00:00Z");
  expect(endAfter("2026-12-03", "UTC", now)).toEqual(new Date("2026-12-04T00:00:00Z"));
  expect(endAfter("2026-12-03", "America/Los_Angeles", now)).toEqual(new Date("2026-12-04T08:00:00Z"));
  expect(endAfter("2026-12-03", "Pacific/Auckland", now)).toEqual(new Date("2026-12-03T11:00:00Z"));
  expect(endAfter(null, "UTC", now)).toBeNull();
});

describe("the last day can be today, but not yesterday, and at most five years from today", () => {
  test.each([
    ["UTC", "2026-11-23T12:00:00Z", "2026-11-23", "2026-11-22"],
    // The evening of the 23rd, when it is the 24th in UTC.
    ["America/Los_Angeles", "2026-11-24T05:00:00Z", "2026-11-23", "2026-11-22"],
    // The morning of the 24th, when it is still the 23rd in UTC.
    ["Pacific/Auckland", "2026-11-23T20:00:00Z", "2026-11-24", "2026-11-23"],
    ["Pacific/Kiritimati", "2026-11-23T10:00:00Z", "2026-11-24", "2026-11-23"],
  ])("in %s at %s", (timeZone, now, today, yesterday) => {
    const at = new Date(now);
    const { first, last } = lastDayLimits(dayAt(at, timeZone));
    expect(first).toBe(today);
    const end = endAfter(first, timeZone, at);
    expect(end && end > at && lastDay(end, timeZone)).toBe(today);
    expect(() => endAfter(yesterday, timeZone, at)).toThrow("past");
    expect(last).toBe(today.replace("2026", "2031"));
    expect(endAfter(last, timeZone, at)).not.toBeNull();
    expect(() => endAfter("2031-11-25", timeZone, at)).toThrow("5 years");
  });
});
