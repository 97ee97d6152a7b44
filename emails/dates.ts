import { translatorFor } from "@/i18n/translator";
import { dateFormat } from "@/lib/date-format";
import { formatHoursFromNow } from "@/lib/dates";
import { isEndOfDay } from "@/lib/days";
import type { Reader } from "./reader";

const DAY = { weekday: "short", year: "numeric", month: "short", day: "numeric" } as const;
const MINUTE = { ...DAY, hour: "numeric", minute: "2-digit", timeZoneName: "short" } as const;

/** "Thu, Nov 26, 2026, 2:05 PM UTC". */
export function formatDateTime(reader: Reader, date: Date): string {
  return format(reader, MINUTE, date);
}

/** When a link expires, from when the email is sent, as the console says it: "in 72 hours (Thu, Nov 26, 2026, 2:05 PM UTC)". */
export function formatExpiry(reader: Reader, lifetimeHours: number, expiresAt: Date): string {
  const t = translatorFor(reader.locale, "emails");
  return t("expiry", {
    time: formatHoursFromNow(lifetimeHours, reader.locale),
    date: formatDateTime(reader, expiresAt),
  });
}

/** The last day before an end: "Thu, Dec 3, 2026". With the time if the end isn't at midnight there. */
export function formatLastDay(reader: Reader, endsAt: Date): string {
  if (!isEndOfDay(endsAt, reader.timeZone)) return formatDateTime(reader, endsAt);
  return format(reader, DAY, new Date(endsAt.getTime() - 1));
}

function format({ locale, timeZone }: Reader, parts: Intl.DateTimeFormatOptions, date: Date): string {
  // Some email programs have no glyph for the narrow space.
  return dateFormat(locale, { ...parts, timeZone })
    .format(date)
    .replaceAll("\u202f", " ");
}
