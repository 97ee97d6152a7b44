import { formatExact, formatRelative } from "@/lib/dates";

/** "3 hours ago" stays as the server said it, also where the browser draws over it; the exact time shows on hover. */
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
