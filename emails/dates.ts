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

/** "Thursday, 26 November 2026, 14:05 UTC". An email can't know the time zone of its reader. */
export function formatDateTime(date: Date): string {
  const part = Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]));
  return `${part.weekday}, ${part.day} ${part.month} ${part.year}, ${part.hour}:${part.minute} UTC`;
}

/** The last day before an end: "Thursday, 3 December 2026". */
export function formatLastDay(endsAt: Date): string {
  return formatDateTime(new Date(endsAt.getTime() - 1)).replace(/, \d\d:\d\d UTC$/, "");
}
