import { expect, test } from "vitest";
import { readTimeZone, TIME_ZONES } from "./time-zones";

test("the names to choose from are the current ones, and UTC", () => {
  expect(TIME_ZONES).toContain("UTC");
  for (const name of ["Asia/Kolkata", "Europe/Kyiv", "America/Argentina/Buenos_Aires"]) {
    expect(TIME_ZONES).toContain(name);
  }
  for (const name of ["Asia/Calcutta", "Europe/Kiev"]) expect(TIME_ZONES).not.toContain(name);
  expect(TIME_ZONES.map(readTimeZone)).toEqual(TIME_ZONES);
});

test.each([
  ["US/Pacific", "America/Los_Angeles"],
  ["Asia/Calcutta", "Asia/Kolkata"],
  ["Etc/UTC", "UTC"],
  ["america/los_angeles", "America/Los_Angeles"],
  ["Mars/Olympus", null],
  ["+02:00", null],
  ["", null],
  ["../etc/passwd", null],
  ["A".repeat(10_000), null],
])("%s reads as %s", (name, timeZone) => {
  expect(readTimeZone(name)).toBe(timeZone);
});
