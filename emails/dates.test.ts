import { expect, it } from "vitest";
import { formatDateTime } from "./dates";

it("a date has its weekday, day, time and time zone", () => {
  expect(formatDateTime(new Date("2026-11-26T14:05:59Z"))).toBe("Thursday, 26 November 2026, 14:05 UTC");
  expect(formatDateTime(new Date("2027-01-01T00:00:00Z"))).toBe("Friday, 1 January 2027, 00:00 UTC");
});
