import { Invalid } from "@/db/errors";

const MAX_YEARS = 5;

/**
 * The moment when a membership ends: the end of its last day, in UTC.
 * @param day the last day, like "2026-12-03"; null for no end
 * @throws Invalid, with an error at the field `endsOn`, for a day in the past or more than five years ahead
 */
export function endOfDay(day: string | null, now: Date): Date | null {
  if (day === null) return null;
  const end = new Date(`${day}T00:00:00Z`);
  end.setUTCDate(end.getUTCDate() + 1);
  if (end <= now) throw invalidDay("This day is past. Choose today or a later one.");
  if (end > latestEnd(now)) throw invalidDay(`A membership ends within ${MAX_YEARS} years, or not at all.`);
  return end;
}

/** The last day of a membership, like "2026-12-03". The inverse of `endOfDay`. */
export function lastDay(ends: Date): string {
  return new Date(ends.getTime() - 1).toISOString().slice(0, 10);
}

/** The details of an audit event that mention the last day, if there is one. */
export function lastDayDetail(ends: Date | null): { lastDay?: string } {
  return ends ? { lastDay: lastDay(ends) } : {};
}

function latestEnd(now: Date): Date {
  const latest = new Date(now);
  latest.setUTCFullYear(latest.getUTCFullYear() + MAX_YEARS);
  return latest;
}

function invalidDay(message: string): Invalid {
  return new Invalid(message, { endsOn: message });
}
