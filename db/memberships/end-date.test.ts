import { expect, test } from "vitest";
import { lastDay } from "@/lib/dates";
import { endOfDay } from "./end-date";

test("a day ends at midnight UTC, and can be today or up to five years ahead", () => {
  const now = new Date("2026-11-23T23:30:00Z");
  expect(endOfDay("2026-12-03", now)).toEqual(new Date("2026-12-04T00:00:00Z"));
  expect(endOfDay("2026-11-23", now)).toEqual(new Date("2026-11-24T00:00:00Z"));
  expect(lastDay(new Date("2026-12-04T00:00:00Z"))).toBe("2026-12-03");
  expect(endOfDay(null, now)).toBeNull();
  expect(() => endOfDay("2026-11-22", now)).toThrow("past");
  expect(() => endOfDay("2031-11-24", now)).toThrow("5 years");
});
