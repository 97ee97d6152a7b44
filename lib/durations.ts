/** Hours from which a time is told in days: "72 hours", "4 days". */
export const HOURS_IN_WORDS = 96;

/** "1 hour", "72 hours", "4 days", "100 hours": in days from four of them on, where they are whole. */
export function formatHours(hours: number): string {
  if (hours >= HOURS_IN_WORDS && hours % 24 === 0) return `${hours / 24} days`;
  return hours === 1 ? "1 hour" : `${hours} hours`;
}
