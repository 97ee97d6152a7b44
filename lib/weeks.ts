import { addDays, dayAt, startOfDay } from "./days";

/** A week, from its first moment to the first moment of the next. `monday` is like "2026-11-30". */
export type Week = { readonly monday: string; readonly start: Date; readonly end: Date };

/** The last weeks in a time zone, each beginning on Monday. The last one contains `now`. */
export function lastWeeks(count: number, { now, timeZone }: { now: Date; timeZone: string }): Week[] {
  const today = dayAt(now, timeZone);
  const daysSinceMonday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  return Array.from({ length: count }, (_, at) => {
    const monday = addDays(today, -daysSinceMonday - 7 * (count - 1 - at));
    return { monday, start: startOfDay(monday, timeZone), end: startOfDay(addDays(monday, 7), timeZone) };
  });
}
