import { dateFormat } from "./date-format";
import { isEndOfDay } from "./days";
import { DAYS_FROM_HOURS } from "./durations";

/** The language and the time zone in which somebody reads dates. */
export type Reader = { readonly locale: string; readonly timeZone: string };

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

/**
 * Formats the distance to `now`: "3 days ago", rounded down, or "in 72 hours", to the nearest one, so that a link which was just
 * sent has its whole lifetime. Says "1 day ago" instead of "yesterday", because that could be less than a day.
 * @returns null for a time less than a minute ago
 */
export function formatRelative(date: Date, now: Date, locale: string): string | null {
  return formatDistance(date.getTime() - now.getTime(), locale);
}

/** Formats a time from now as `formatRelative` does: "in 72 hours", "in 4 days". */
export function formatHoursFromNow(hours: number, locale: string): string {
  return formatDistance(hours * HOUR, locale) ?? "";
}

function formatDistance(distance: number, locale: string): string | null {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
  const isFuture = distance > 0;
  const round = isFuture ? Math.round : Math.trunc;
  const rounded = isFuture ? Math.max(MINUTE, Math.round(distance / MINUTE) * MINUTE) : distance;
  // A link's remaining time has the same unit as its lifetime.
  const inHours = rounded >= HOUR && Math.round(rounded / HOUR) < DAYS_FROM_HOURS;
  const scale = UNITS.find(({ unit, from }) => (inHours ? unit === "hour" : Math.abs(rounded) >= from));
  return scale ? format.format(round(rounded / scale.length), scale.unit) : null;
}

const DATE = { year: "numeric", month: "short", day: "numeric" } as const;
const TIME = { hour: "numeric", minute: "2-digit", timeZoneName: "short" } as const;

/** "Dec 1, 2026, 3:12 PM PST". */
export function formatMoment(date: Date, reader: Reader): string {
  return format(date, reader, { ...DATE, ...TIME });
}

/** "Dec 1, 3:12 PM", with the year if it isn't this one. */
export function formatEventTime(date: Date, now: Date, reader: Reader): string {
  const isOfThisYear = format(date, reader, { year: "numeric" }) === format(now, reader, { year: "numeric" });
  const { timeZoneName, ...time } = TIME;
  return format(date, reader, { ...(isOfThisYear ? { month: "short", day: "numeric" } : DATE), ...time });
}

/** With milliseconds: "Dec 1, 2026, 3:12:45.123 PM PST". */
export function formatPrecisely(date: Date, reader: Reader): string {
  return format(date, reader, { ...DATE, ...TIME, second: "2-digit", fractionalSecondDigits: 3 });
}

/** "3:12 PM PST". */
export function formatTime(date: Date, reader: Reader): string {
  return format(date, reader, TIME);
}

/** The last day before an end: "Dec 3, 2026". With the time if the end isn't the end of the day there. */
export function formatLastDay(endsAt: Date, reader: Reader): string {
  if (!isEndOfDay(endsAt, reader.timeZone)) return formatMoment(endsAt, reader);
  return format(new Date(endsAt.getTime() - 1), reader, DATE);
}

/** Formats a day like "2026-12-03": "Dec 3, 2026". Returns other text unchanged. */
export function formatDay(day: string, locale: string): string {
  const date = new Date(day);
  return Number.isNaN(date.getTime()) ? day : format(date, { locale, timeZone: "UTC" }, DATE);
}

/** Formats a day like "2026-12-03" in full: "Thursday, Dec 3, 2026". Returns null for other text. */
export function formatWeekday(day: string, locale: string): string | null {
  const date = new Date(day);
  if (Number.isNaN(date.getTime())) return null;
  return format(date, { locale, timeZone: "UTC" }, { weekday: "long", ...DATE });
}

/** "Pacific Time". */
export function timeZoneName({ locale, timeZone }: Reader, now = new Date()): string {
  if (timeZone === "UTC") return "UTC";
  const parts = dateFormat(locale, { timeZone, timeZoneName: "longGeneric" }).formatToParts(now);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}

/** Browsers and Node write different spaces before "PM". */
function format(date: Date, { locale, timeZone }: Reader, options: Intl.DateTimeFormatOptions): string {
  return dateFormat(locale, { timeZone, ...options })
    .format(date)
    .replaceAll("\u202f", " ");
}
