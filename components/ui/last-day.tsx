"use client";

import { useLocale } from "next-intl";
import { formatLastDay, timeZoneName } from "@/lib/dates";
import { isEndOfDay } from "@/lib/days";
import { useOrganizationClock } from "./organization-clock";
import { Time } from "./time";

type LastDayProps = {
  readonly endsAt: Date;
  /** The time zone of the organization that the membership is in. That of the console page by default. */
  readonly timeZone?: string;
  /** Names the time zone: "Dec 3, 2026 (Pacific Time)". */
  readonly named?: boolean;
};

/**
 * The last day before an end, in the time zone of the organization: "Dec 3, 2026". With the time if the end isn't the end of
 * a day there, as after a change of the organization's time zone.
 */
export function LastDay({ endsAt, timeZone, named = false }: LastDayProps) {
  const clock = useOrganizationClock();
  const reader = { locale: useLocale(), timeZone: timeZone ?? clock.timeZone };
  const zoneName = reader.timeZone === clock.timeZone ? clock.zoneName : timeZoneName(reader);
  const zone = named && isEndOfDay(endsAt, reader.timeZone) ? ` (${zoneName})` : "";
  return <Time date={endsAt}>{`${formatLastDay(endsAt, reader)}${zone}`}</Time>;
}
