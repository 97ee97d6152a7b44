import { DAYS_FROM_HOURS } from "./durations";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `from` is the shortest duration shown in the unit. "1 month" would mean 28 to 31 days, so months start at two. */
const UNITS = [
  { unit: "year", length: 365 * DAY, from: 2 * 365 * DAY },
  { unit: "month", length: 30 * DAY, from: 60 * DAY },
  { unit: "day", length: DAY, from: DAY },
  { unit: "hour", length: HOUR, from: HOUR },
  { unit: "minute", length: MINUTE, from: MINUTE },
] as const;

// "1 day ago" instead of "yesterday", which depends on the reader's time zone.
const relativeFormat = new Intl.RelativeTimeFormat("en", { numeric: "always" });
const exactFormat = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "medium",
  timeStyle: "short",
  timeZone: "UTC",
});
const dayFormat = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });
const timeFormat = new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone: "UTC" });

/** Formats the distance to `now`, rounded down: "3 days ago", "in 71 hours", "just now". */
export function formatRelative(date: Date, now: Date): string {
  const distance = date.getTime() - now.getTime();
  // The time left on a link reads in the same unit as its lifetime.
  const inHours = distance >= HOUR && distance < DAYS_FROM_HOURS * HOUR;
  const scale = UNITS.find(({ unit, from }) => (inHours ? unit === "hour" : Math.abs(distance) >= from));
  if (!scale) return distance > 0 ? "in less than a minute" : "just now";
  return relativeFormat.format(Math.trunc(distance / scale.length), scale.unit);
}

/** "23 Nov 2026, 06:15 UTC". */
export function formatExact(date: Date): string {
  return `${exactFormat.format(date)} UTC`;
}

/** "14:05 UTC". */
export function formatTime(date: Date): string {
  return `${timeFormat.format(date)} UTC`;
}

/** The last day, by UTC, before a moment of the end: "2026-12-03". */
export function lastDay(endsAt: Date): string {
  return new Date(endsAt.getTime() - 1).toISOString().slice(0, 10);
}

/** The last day before a moment of the end: "3 Dec 2026". */
export function formatLastDay(endsAt: Date): string {
  return dayFormat.format(endsAt.getTime() - 1);
}

/** Formats a day like "2026-12-03": "3 Dec 2026". Returns other text unchanged. */
export function formatDay(day: string): string {
  const date = new Date(day);
  return Number.isNaN(date.getTime()) ? day : dayFormat.format(date);
}
