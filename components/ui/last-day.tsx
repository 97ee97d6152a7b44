import { formatExact, formatLastDay } from "@/lib/dates";

/** "3 Dec 2026", with the very moment of the end on hover. */
export function LastDay({ ends }: { readonly ends: Date }) {
  return (
    <time dateTime={ends.toISOString()} title={formatExact(ends)} className="whitespace-nowrap">
      {formatLastDay(ends)}
    </time>
  );
}
