import { formatExact, formatRelative } from "@/lib/dates";

/** "3 hours ago", with the exact time as a tooltip. The text can differ from the server's, which hydration accepts. */
export function RelativeTime({ date, now = new Date() }: { readonly date: Date; readonly now?: Date }) {
  return (
    <time
      dateTime={date.toISOString()}
      title={formatExact(date)}
      className="whitespace-nowrap"
      suppressHydrationWarning
    >
      {formatRelative(date, now)}
    </time>
  );
}
