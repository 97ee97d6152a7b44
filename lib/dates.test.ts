import { expect, test } from "vitest";
import { formatExact, formatRelative } from "./dates";

const now = new Date("2026-11-23T12:00:00Z");

test.each([
  ["2026-11-23T11:59:30Z", "just now"],
  ["2026-11-23T12:00:30Z", "in less than a minute"],
  ["2026-11-23T11:00:00Z", "1 hour ago"],
  ["2026-11-23T13:59:00Z", "in 1 hour"],
  ["2026-11-22T11:00:00Z", "1 day ago"],
  ["2026-11-24T13:00:00Z", "in 25 hours"],
  ["2026-11-26T11:59:00Z", "in 71 hours"],
  ["2026-11-27T12:00:00Z", "in 4 days"],
  ["2026-12-24T12:00:00Z", "in 31 days"],
  ["2027-01-22T12:00:00Z", "in 2 months"],
  ["2025-10-01T12:00:00Z", "13 months ago"],
  ["2024-10-01T12:00:00Z", "2 years ago"],
])("%s reads as %s", (moment, text) => {
  expect(formatRelative(new Date(moment), now)).toBe(text);
});

test("the exact time names its zone", () => {
  expect(formatExact(now)).toBe("23 Nov 2026, 12:00 UTC");
});
