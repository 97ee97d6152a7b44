const format = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZone: "UTC",
});

/** "Thursday, 26 November 2026, 14:05 UTC": the zone is named, for a mail does not know where it is read. */
export function formatDateTime(moment: Date): string {
  const part = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  return `${part.weekday}, ${part.day} ${part.month} ${part.year}, ${part.hour}:${part.minute} UTC`;
}

/** "Thursday, 3 December 2026": the last day of what ends at this moment. */
export function formatLastDay(ends: Date): string {
  return formatDateTime(new Date(ends.getTime() - 1)).replace(/, \d\d:\d\d UTC$/, "");
}
