import { dateFormat } from "./date-format";

/** The day at this moment in a time zone: "2026-12-03". */
export function dayAt(moment: Date, timeZone: string): string {
  const parts = dateFormat("en-US", {
    timeZone,
    calendar: "iso8601",
    numberingSystem: "latn",
    ...DAY,
  }).formatToParts(moment);
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}`;
}

const DAY = { year: "numeric", month: "2-digit", day: "2-digit" } as const;

const HOUR = 3_600_000;

/**
 * The first moment of a day in a time zone: midnight, or the time to which the clocks change at midnight.
 * @param day like "2026-12-03"
 */
export function startOfDay(day: string, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // No time zone is further from UTC, and in between the day begins once.
  let [before, since] = [midnight - 16 * HOUR, midnight + 16 * HOUR];
  while (since - before > 1) {
    const between = Math.floor((before + since) / 2);
    if (dayAt(new Date(between), timeZone) < day) before = between;
    else since = between;
  }
  return new Date(since);
}

/** The moment at which a day ends in a time zone, which is when the next one begins. */
export function endOfDay(day: string, timeZone: string): Date {
  return startOfDay(addDays(day, 1), timeZone);
}

/** The last day before an end. The inverse of `endOfDay`. */
export function lastDay(endsAt: Date, timeZone: string): string {
  return dayAt(new Date(endsAt.getTime() - 1), timeZone);
}

/** Whether an end is at the end of a day in a time zone. If not, it is in the middle of the last day. */
export function isEndOfDay(moment: Date, timeZone: string): boolean {
  return dayAt(moment, timeZone) !== lastDay(moment, timeZone);
}

/** The last day of a day's quarter. */
export function endOfQuarter(day: string): string {
  const [year = 0, month = 0] = day.split("-").map(Number);
  return new Date(Date.UTC(year, Math.ceil(month / 3) * 3, 0)).toISOString().slice(0, 10);
}

export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
