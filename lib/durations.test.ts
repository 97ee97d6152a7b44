import { expect, test } from "vitest";
import { formatHours } from "./durations";

test("a time is told in hours up to three days, then in days where they are whole", () => {
  expect([1, 72, 96, 100, 720].map(formatHours)).toEqual([
    "1 hour",
    "72 hours",
    "4 days",
    "100 hours",
    "30 days",
  ]);
});
