const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS = [
  { unit: "year", lasts: 365 * DAY },
  { unit: "month", lasts: 30 * DAY },
  { unit: "day", lasts: DAY },
  { unit: "hour", lasts: HOUR },
  { unit: "minute", lasts: MINUTE },
] as const;

const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const exact = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });
const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone: "UTC" });

/** "3 days ago", "in 2 hours", "just now". */
export function relativeWords(date: Date, now: Date): string {
  const distance = date.getTime() - now.getTime();
  const scale = UNITS.find(({ lasts }) => Math.abs(distance) >= lasts);
  if (!scale) return distance > 0 ? "in less than a minute" : "just now";
  return words.format(Math.round(distance / scale.lasts), scale.unit);
}

/** "23 Nov 2026, 06:15 UTC". */
export function exactWords(date: Date): string {
  return `${exact.format(date)} UTC`;
}

/** "3 Dec 2026": the last day of what ends at this moment. */
export function lastDayWords(ends: Date): string {
  return day.format(ends.getTime() - 1);
}

/** "3 Dec 2026", of a day as the audit writes it: "2026-12-03". */
export function dayWords(written: string): string {
  const date = new Date(written);
  return Number.isNaN(date.getTime()) ? written : day.format(date);
}

/** "14:05 UTC". */
export function clockWords(date: Date): string {
  return `${clock.format(date)} UTC`;
}

/** "72 hours", "7 days": days only where they say more than hours. */
export function lifetimeWords(hours: number): string {
  if (hours >= 96 && hours % 24 === 0) return `${hours / 24} days`;
  return hours === 1 ? "1 hour" : `${hours} hours`;
}
