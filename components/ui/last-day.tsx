import { exactWords, lastDayWords } from "@/lib/dates";

/** "3 Dec 2026", with the very moment of the end on hover. */
export function LastDay({ ends }: { readonly ends: Date }) {
  return (
    <time dateTime={ends.toISOString()} title={exactWords(ends)} className="whitespace-nowrap">
      {lastDayWords(ends)}
    </time>
  );
}
