import type { Translator } from "@/i18n/translator";

/** The units in which a form takes a duration. */
export const HOURS_PER_UNIT = { hours: 1, days: 24 } as const;
export type DurationUnit = keyof typeof HOURS_PER_UNIT;
export const DURATION_UNITS = ["hours", "days"] as const satisfies readonly DurationUnit[];

/** From four days on, whole days read as days: "72 hours", "4 days". */
export const DAYS_FROM_HOURS = 96;

/** A duration in the reader's language: "1 hour", "72 hours", "4 days". */
export function durationText(t: Translator<"common">, hours: number): string {
  const unit = unitOf(hours);
  return t(`duration.${unit}`, { count: hours / HOURS_PER_UNIT[unit] });
}

/** Formats a duration: "1 hour", "72 hours", "4 days", "100 hours". */
export function formatHours(hours: number): string {
  if (unitOf(hours) === "days") return `${hours / HOURS_PER_UNIT.days} days`;
  return hours === 1 ? "1 hour" : `${hours} hours`;
}

/** The unit in which a duration is shown and edited. */
export function unitOf(hours: number): DurationUnit {
  return hours >= DAYS_FROM_HOURS && hours % HOURS_PER_UNIT.days === 0 ? "days" : "hours";
}
