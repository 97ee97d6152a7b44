import type { Translator } from "@/i18n/translator";

/** The units in which people enter a duration in a form. */
export const HOURS_PER_UNIT = { hours: 1, days: 24 } as const;
export type DurationUnit = keyof typeof HOURS_PER_UNIT;
export const DURATION_UNITS = ["hours", "days"] as const satisfies readonly DurationUnit[];

/** From four days on, durations and remaining time are in days: "72 hours", "4 days". */
export const DAYS_FROM_HOURS = 96;

/** A duration in the reader's language: "1 hour", "72 hours", "4 days", "4 days and 4 hours". */
export function durationText(t: Translator<"common">, hours: number): string {
  if (hours < DAYS_FROM_HOURS) return t("duration.hours", { count: hours });
  const [days, rest] = [Math.floor(hours / HOURS_PER_UNIT.days), hours % HOURS_PER_UNIT.days];
  return rest === 0 ? t("duration.days", { count: days }) : t("duration.daysAndHours", { days, hours: rest });
}

/** The unit in which a duration is edited, as a whole number. */
export function unitOf(hours: number): DurationUnit {
  return hours >= DAYS_FROM_HOURS && hours % HOURS_PER_UNIT.days === 0 ? "days" : "hours";
}
