import { Invalid } from "@/db/errors";
import { dayAt, endOfDay, lastDay } from "@/lib/days";
import { lastDayLimits } from "@/lib/last-day";

/**
 * The moment when a membership ends: midnight after its last day.
 * @param day the last day, like "2026-12-03"; null for no end
 * @param timeZone the organization's
 * @throws Invalid, with an error at the field `endsOn`, for a day in the past or more than five years ahead
 */
export function endAfter(day: string | null, timeZone: string, now: Date): Date | null {
  if (day === null) return null;
  const { first, last, years } = lastDayLimits(dayAt(now, timeZone));
  if (day < first) throw new Invalid({ endsOn: { code: "day-past" } });
  if (day > last) throw new Invalid({ endsOn: { code: "day-too-late", years } });
  return endOfDay(day, timeZone);
}

/** The details of an audit event that mention the last day, if there is one. */
export function lastDayDetail(
  { organization }: { readonly organization: { readonly timeZone: string } },
  ends: Date | null,
): { lastDay?: string } {
  return ends ? { lastDay: lastDay(ends, organization.timeZone) } : {};
}
