import { Invalid } from "@/db/errors";
import { lastDay } from "@/lib/dates";

const MAX_YEARS = 5;

/**
 * A membership ends with the end of a day, by UTC.
 * @param day "2026-12-03", the last day on which it lasts; null for no end
 * @throws Invalid, at the field `endsOn`, for a day that is past or more than five years away
 */
export function endOfDay(day: string | null, now: Date): Date | null {
  if (day === null) return null;
  const end = new Date(`${day}T00:00:00Z`);
  end.setUTCDate(end.getUTCDate() + 1);
  if (end <= now) throw wrong("This day is past. Choose today or a later one.");
  if (end > latestEnd(now)) throw wrong(`A membership ends within ${MAX_YEARS} years, or not at all.`);
  return end;
}

/** The last day among the details of an audit row, where there is one. */
export function lastDayDetail(ends: Date | null): { lastDay?: string } {
  return ends ? { lastDay: lastDay(ends) } : {};
}

function latestEnd(now: Date): Date {
  const latest = new Date(now);
  latest.setUTCFullYear(latest.getUTCFullYear() + MAX_YEARS);
  return latest;
}

function wrong(message: string): Invalid {
  return new Invalid(message, { endsOn: message });
}
