import { formatExact, formatLastDay } from "@/lib/dates";

/** The last day before an end, like "3 Dec 2026", with the exact end as a tooltip. */
export function LastDay({ endsAt }: { readonly endsAt: Date }) {
  return (
    <time dateTime={endsAt.toISOString()} title={formatExact(endsAt)} className="whitespace-nowrap">
      {formatLastDay(endsAt)}
    </time>
  );
}
