import { expect, it } from "vitest";
import { LOCALES } from "@/i18n/locale";
import { formatRelative } from "@/lib/dates";
import { formatDateTime, formatExpiry, formatLastDay } from "./dates";

const reader = { locale: "en", timeZone: "UTC" } as const;
const inCalifornia = { locale: "en", timeZone: "America/Los_Angeles" } as const;

it("a date has its weekday, day, time and time zone", () => {
  expect(formatDateTime(reader, new Date("2026-11-26T14:05:59Z"))).toBe("Thu, Nov 26, 2026, 2:05 PM UTC");
  expect(formatDateTime(reader, new Date("2027-01-01T00:00:00Z"))).toBe("Fri, Jan 1, 2027, 12:00 AM UTC");
  expect(formatDateTime(inCalifornia, new Date("2027-01-01T00:00:00Z"))).toBe(
    "Thu, Dec 31, 2026, 4:00 PM PST",
  );
});

it("an expiry says how long the link works and until when", () => {
  const date = new Date("2026-11-26T14:05:00Z");
  expect(formatExpiry(reader, 1, date)).toBe("in 1 hour (Thu, Nov 26, 2026, 2:05 PM UTC)");
  expect(formatExpiry(reader, 72, date)).toMatch(/^in 72 hours \(/);
  expect(formatExpiry(reader, 168, date)).toMatch(/^in 7 days \(/);
});

it.each(LOCALES)("in %s, an expiry and the console change from hours to days at the same value", (locale) => {
  const now = new Date("2026-11-26T14:05:00Z");
  for (const hours of [1, 72, 95, 96, 100, 119, 120, 720]) {
    const date = new Date(now.getTime() + hours * 3_600_000);
    const time = formatRelative(date, now, locale);
    expect(formatExpiry({ locale, timeZone: "UTC" }, hours, date)).toMatch(
      new RegExp(`^${time} ?[(（]`), // Japanese has brackets of its own
    );
  }
});

it("the last day is the one before the end", () => {
  expect(formatLastDay(reader, new Date("2026-12-04T00:00:00Z"))).toBe("Thu, Dec 3, 2026");
  expect(formatLastDay(inCalifornia, new Date("2026-12-04T08:00:00Z"))).toBe("Thu, Dec 3, 2026");
});

it("an end that is not at midnight has its time", () => {
  const end = new Date("2026-12-04T00:00:00Z");
  expect(formatLastDay(inCalifornia, end)).toBe("Thu, Dec 3, 2026, 4:00 PM PST");
});
