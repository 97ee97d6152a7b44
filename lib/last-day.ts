const MAX_YEARS = 5;

/**
 * The days that can be the last day of a membership.
 * @param today in the organization's time zone
 */
export function lastDayLimits(today: string): {
  readonly first: string;
  readonly last: string;
  readonly years: number;
} {
  const last = new Date(`${today}T00:00:00Z`);
  last.setUTCFullYear(last.getUTCFullYear() + MAX_YEARS);
  return { first: today, last: last.toISOString().slice(0, 10), years: MAX_YEARS };
}
