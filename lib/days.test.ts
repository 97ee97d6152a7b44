import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, dayAt, endOfDay, endOfQuarter, isEndOfDay, lastDay, startOfDay } from "./days";
import { TIME_ZONES } from "./time-zones";

const HOUR = 3_600_000;

test.each([
  ["2026-01-01", "2026-03-31"],
  ["2026-06-30", "2026-06-30"],
  ["2026-12-03", "2026-12-31"],
])("the quarter of %s ends on %s", (day, end) => expect(endOfQuarter(day)).toBe(end));

test.each([
  ["UTC", "2026-12-03", "2026-12-03T00:00:00.000Z"],
  ["America/Los_Angeles", "2026-12-03", "2026-12-03T08:00:00.000Z"],
  ["America/Los_Angeles", "2026-07-03", "2026-07-03T07:00:00.000Z"],
  ["Pacific/Auckland", "2026-12-03", "2026-12-02T11:00:00.000Z"],
  ["Pacific/Auckland", "2026-07-03", "2026-07-02T12:00:00.000Z"],
  ["Pacific/Kiritimati", "2026-12-03", "2026-12-02T10:00:00.000Z"],
  ["Pacific/Pago_Pago", "2026-12-03", "2026-12-03T11:00:00.000Z"],
  ["Asia/Kolkata", "2026-12-03", "2026-12-02T18:30:00.000Z"],
  ["Asia/Kathmandu", "2026-12-03", "2026-12-02T18:15:00.000Z"],
  ["Australia/Lord_Howe", "2026-12-03", "2026-12-02T13:00:00.000Z"],
  ["America/St_Johns", "2026-12-03", "2026-12-03T03:30:00.000Z"],
])("in %s, %s begins at %s", (timeZone, day, moment) => {
  expect(startOfDay(day, timeZone).toISOString()).toBe(moment);
});

describe("on nights in which the clocks change", () => {
  test.each([
    // Forward at midnight: the day begins at 1:00.
    ["America/Santiago", "2026-09-06", "2026-09-06T04:00:00.000Z"],
    ["Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00.000Z"],
    ["Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00.000Z"],
    ["America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00.000Z"],
    ["America/Havana", "2026-03-08", "2026-03-08T05:00:00.000Z"],
    // Back at midnight: the hour before it occurs twice, and the day begins after the second one.
    ["America/Santiago", "2026-04-05", "2026-04-05T04:00:00.000Z"],
    ["Africa/Cairo", "2026-10-30", "2026-10-29T22:00:00.000Z"],
    ["Asia/Beirut", "2026-10-25", "2026-10-24T22:00:00.000Z"],
    ["America/Sao_Paulo", "2019-02-17", "2019-02-17T03:00:00.000Z"],
    // Back at 1:00: midnight occurs twice, and the day begins with the first one.
    ["America/Havana", "2026-11-01", "2026-11-01T04:00:00.000Z"],
    // Forward from 23:30 to 0:30.
    ["America/Toronto", "1919-03-31", "1919-03-31T04:30:00.000Z"],
    // Samoa left out 30 December when it moved across the date line.
    ["Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00.000Z"],
    ["Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00.000Z"],
  ])("in %s, %s begins at %s", (timeZone, day, moment) => {
    expect(startOfDay(day, timeZone).toISOString()).toBe(moment);
  });

  test.each([
    ["America/Los_Angeles", "2026-03-08", 23],
    ["America/Los_Angeles", "2026-11-01", 25],
    ["America/Santiago", "2026-09-06", 23],
    ["America/Santiago", "2026-04-04", 25],
    ["Australia/Lord_Howe", "2026-10-04", 23.5],
    ["Pacific/Auckland", "2026-04-05", 25],
  ])("in %s, %s has %s hours", (timeZone, day, hours) => {
    const length = endOfDay(day, timeZone).getTime() - startOfDay(day, timeZone).getTime();
    expect(length / HOUR).toBe(hours);
  });
});

describe("in every time zone", () => {
  const zone = fc.constantFrom(...TIME_ZONES);
  const day = fc
    .date({ min: new Date("2012-01-01"), max: new Date("2040-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  test("a day begins with its first moment, right after the last moment of the day before", () => {
    fc.assert(
      fc.property(zone, day, (timeZone, each) => {
        const start = startOfDay(each, timeZone);
        expect(dayAt(start, timeZone)).toBe(each);
        expect(dayAt(new Date(start.getTime() - 1), timeZone)).toBe(addDays(each, -1));
      }),
    );
  });

  test("the last day before the end of a day is that day", () => {
    fc.assert(
      fc.property(zone, day, (timeZone, each) => {
        expect(lastDay(endOfDay(each, timeZone), timeZone)).toBe(each);
        expect(isEndOfDay(endOfDay(each, timeZone), timeZone)).toBe(true);
      }),
    );
  });

  test("a time is within its day", () => {
    const moment = fc.date({ min: new Date("2012-01-02"), max: new Date("2040-12-30"), noInvalidDate: true });
    fc.assert(
      fc.property(zone, moment, (timeZone, at) => {
        const today = dayAt(at, timeZone);
        expect(startOfDay(today, timeZone) <= at && at < endOfDay(today, timeZone)).toBe(true);
      }),
    );
  });

  test("its days end in the order of the calendar", () => {
    fc.assert(
      fc.property(zone, day, (timeZone, each) => {
        expect(endOfDay(each, timeZone) < endOfDay(addDays(each, 1), timeZone)).toBe(true);
      }),
    );
  });
});
