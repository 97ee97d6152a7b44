import { describe, expect, test } from "vitest";
import {
  formatDay,
  formatEventTime,
  formatLastDay,
  formatMoment,
  formatPrecisely,
  formatRelative,
  formatTime,
  timeZoneName,
} from "./dates";

const now = new Date("2026-11-23T12:00:00Z");

test.each([
  ["2026-11-23T11:59:30Z", null],
  ["2026-11-23T12:00:30Z", "in 1 minute"],
  ["2026-11-23T11:00:00Z", "1 hour ago"],
  ["2026-11-23T12:59:50Z", "in 1 hour"],
  ["2026-11-23T12:59:20Z", "in 59 minutes"],
  ["2026-11-23T13:29:00Z", "in 1 hour"],
  ["2026-11-23T13:59:00Z", "in 2 hours"],
  ["2026-11-22T11:00:00Z", "1 day ago"],
  ["2026-11-24T13:00:00Z", "in 25 hours"],
  ["2026-11-26T11:29:00Z", "in 71 hours"],
  ["2026-11-26T11:59:00Z", "in 72 hours"],
  ["2026-11-27T11:59:00Z", "in 4 days"],
  ["2026-11-27T12:00:00Z", "in 4 days"],
  ["2026-12-24T12:00:00Z", "in 31 days"],
  ["2027-01-22T12:00:00Z", "in 2 months"],
  ["2025-10-01T12:00:00Z", "13 months ago"],
  ["2024-10-01T12:00:00Z", "2 years ago"],
])("%s reads as %s", (moment, text) => {
  expect(formatRelative(new Date(moment), now, "en")).toBe(text);
});

describe("remaining time changes from hours to days at four days", () => {
  test.each([
    ["en", "in 95 hours", "in 4 days"],
    ["de", "in 95 Stunden", "in 4 Tagen"],
    ["fr", "dans 95 heures", "dans 4 jours"],
    ["es", "dentro de 95 horas", "dentro de 4 días"],
    ["pt-BR", "em 95 horas", "em 4 dias"],
    ["ja", "95 時間後", "4 日後"],
  ])("in %s: %s, %s", (locale, below, above) => {
    const inHours = (hours: number) =>
      formatRelative(new Date(now.getTime() + hours * 3_600_000), now, locale);
    expect([95, 95.4, 95.9, 96, 107].map(inHours)).toEqual([below, below, above, above, above]);
  });
});

describe("a time is shown in the reader's time zone, with its name", () => {
  const moment = new Date("2026-12-01T23:12:45.123Z");

  test.each([
    ["UTC", "Dec 1, 2026, 11:12 PM UTC"],
    ["America/Los_Angeles", "Dec 1, 2026, 3:12 PM PST"],
    ["Pacific/Auckland", "Dec 2, 2026, 12:12 PM GMT+13"],
    ["Asia/Kolkata", "Dec 2, 2026, 4:42 AM GMT+5:30"],
  ])("in %s as %s", (timeZone, text) => {
    expect(formatMoment(moment, { locale: "en", timeZone })).toBe(text);
  });

  test("of an event, with the year if it isn't this one", () => {
    const reader = { locale: "en", timeZone: "America/Los_Angeles" };
    expect(formatEventTime(moment, new Date("2027-01-01T07:00:00Z"), reader)).toBe("Dec 1, 3:12 PM");
    expect(formatEventTime(moment, new Date("2027-01-01T08:00:00Z"), reader)).toBe("Dec 1, 2026, 3:12 PM");
  });

  test("without the date, and with milliseconds", () => {
    const reader = { locale: "en", timeZone: "America/Los_Angeles" };
    expect(formatTime(moment, reader)).toBe("3:12 PM PST");
    expect(formatPrecisely(moment, reader)).toBe("Dec 1, 2026, 3:12:45.123 PM PST");
  });

  test("in daylight saving time in summer", () => {
    const reader = { locale: "en", timeZone: "America/Los_Angeles" };
    expect(formatMoment(new Date("2026-07-01T23:12:00Z"), reader)).toBe("Jul 1, 2026, 4:12 PM PDT");
  });
});

test("the last day before an end is that of the time zone, with the time if the end isn't at midnight there", () => {
  const inLosAngeles = { locale: "en", timeZone: "America/Los_Angeles" };
  expect(formatLastDay(new Date("2026-12-04T08:00:00Z"), inLosAngeles)).toBe("Dec 3, 2026");
  expect(formatLastDay(new Date("2026-12-04T00:00:00Z"), inLosAngeles)).toBe("Dec 3, 2026, 4:00 PM PST");
  expect(formatLastDay(new Date("2026-12-04T00:00:00Z"), { locale: "en", timeZone: "UTC" })).toBe(
    "Dec 3, 2026",
  );
});

test("a day is the same everywhere", () => {
  expect(formatDay("2026-12-03", "en")).toBe("Dec 3, 2026");
  expect(formatDay("some day", "en")).toBe("some day");
});

test("a time zone has a name", () => {
  expect(timeZoneName({ locale: "en", timeZone: "America/Los_Angeles" })).toBe("Pacific Time");
  expect(timeZoneName({ locale: "en", timeZone: "UTC" })).toBe("UTC");
});
