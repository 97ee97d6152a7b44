import { expect, test } from "vitest";
import { translatorFor } from "@/i18n/translator";
import { durationText, formatHours } from "./durations";

test("a duration below four days is in hours, and whole days from then on are in days", () => {
  expect([1, 72, 96, 100, 720].map(formatHours)).toEqual([
    "1 hour",
    "72 hours",
    "4 days",
    "100 hours",
    "30 days",
  ]);
  const t = translatorFor("en", "common");
  expect([1, 72, 96, 100, 720].map((hours) => durationText(t, hours))).toEqual(
    [1, 72, 96, 100, 720].map(formatHours),
  );
});
