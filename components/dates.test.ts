import { expect, test } from "vitest";
import { exactWords, lifetimeWords, relativeWords } from "./dates";

const now = new Date("2026-11-23T12:00:00Z");

test.each([
  ["2026-11-23T11:59:30Z", "just now"],
  ["2026-11-23T12:00:30Z", "in less than a minute"],
  ["2026-11-23T11:00:00Z", "1 hour ago"],
  ["2026-11-23T13:59:00Z", "in 2 hours"],
  ["2026-11-22T11:00:00Z", "yesterday"],
  ["2026-11-26T12:00:00Z", "in 3 days"],
  ["2026-11-26T11:59:00Z", "in 3 days"],
  ["2025-10-01T12:00:00Z", "last year"],
])("%s reads as %s", (moment, text) => {
  expect(relativeWords(new Date(moment), now)).toBe(text);
});

test("the exact time names its zone", () => {
  expect(exactWords(now)).toBe("23 Nov 2026, 12:00 UTC");
});

test("a lifetime is told in hours up to three days, then in days where they are whole", () => {
  expect([1, 72, 96, 100, 720].map(lifetimeWords)).toEqual([
    "1 hour",
    "72 hours",
    "4 days",
    "100 hours",
    "30 days",
  ]);
});
