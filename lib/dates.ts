import { HOURS_IN_WORDS } from "./durations";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Each unit, and the shortest time that is told in it. Two months: "in 1 month" would be 28 to 31 days. */
const UNITS = [
  { unit: "year", lasts: 365 * DAY, from: 2 * 365 * DAY },
  { unit: "month", lasts: 30 * DAY, from: 60 * DAY },
  { unit: "day", lasts: DAY, from: DAY },
  { unit: "hour", lasts: HOUR, from: HOUR },
  { unit: "minute", lasts: MINUTE, from: MINUTE },
] as const;

// "1 day ago", never "yesterday": that depends on where the reader's day begins.
const words = new Intl.RelativeTimeFormat("en", { numeric: "always" });
const exact = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });
const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone: "UTC" });

/** "3 days ago", "in 71 hours", "just now". Rounds down. What remains is told in hours as long as a link's lifetime is. */
export function formatRelative(date: Date, now: Date): string {
  const distance = date.getTime() - now.getTime();
  const inHours = distance >= HOUR && distance < HOURS_IN_WORDS * HOUR;
  const scale = UNITS.find(({ unit, from }) => (inHours ? unit === "hour" : Math.abs(distance) >= from));
  if (!scale) return distance > 0 ? "in less than a minute" : "just now";
  return words.format(Math.trunc(distance / scale.lasts), scale.unit);
}

/** "23 Nov 2026, 06:15 UTC". */
export function formatExact(date: Date): string {
  return `${exact.format(date)} UTC`;
}

/** "3 Dec 2026": the last day of what ends at this moment. */
export function formatLastDay(ends: Date): string {
  return day.format(ends.getTime() - 1);
}

/** "3 Dec 2026", of a day as the audit writes it: "2026-12-03". */
export function formatDay(written: string): string {
  const date = new Date(written);
  return Number.isNaN(date.getTime()) ? written : day.format(date);
}

/** "14:05 UTC". */
export function formatTime(date: Date): string {
  return `${clock.format(date)} UTC`;
}
