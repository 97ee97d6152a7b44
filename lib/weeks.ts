import { addDays, dayAt, startOfDay } from "./days";

/** A week from its first moment to that of the next. `monday` is like "2026-11-30". */
export type Week = { readonly monday: string; readonly start: Date; readonly end: Date };

/** The last weeks somewhere, which begin on Monday. The last one is the week in which `now` is. */
export function lastWeeks(count: number, { now, timeZone }: { now: Date; timeZone: string }): Week[] {
  const today = dayAt(now, timeZone);
  const daysSinceMonday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  return Array.from({ length: count }, (_, at) => {
    const monday = addDays(today, -daysSinceMonday - 7 * (count - 1 - at));
    return { monday, start: startOfDay(monday, timeZone), end: startOfDay(addDays(monday, 7), timeZone) };
  });
}
