/** The units in which a form takes a duration. */
export const HOURS_PER_UNIT = { hours: 1, days: 24 } as const;
export type DurationUnit = keyof typeof HOURS_PER_UNIT;

/** From four days on, whole days read as days: "72 hours", "4 days". */
export const DAYS_FROM_HOURS = 96;

/** Formats a duration: "1 hour", "72 hours", "4 days", "100 hours". */
export function formatHours(hours: number): string {
  if (unitOf(hours) === "days") return `${hours / HOURS_PER_UNIT.days} days`;
  return hours === 1 ? "1 hour" : `${hours} hours`;
}

/** The unit in which a duration is shown and edited. */
export function unitOf(hours: number): DurationUnit {
  return hours >= DAYS_FROM_HOURS && hours % HOURS_PER_UNIT.days === 0 ? "days" : "hours";
}
