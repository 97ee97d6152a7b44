import { exactWords, relativeWords } from "@/components/dates";

/** Drawn on the server only: "3 hours ago" stays as the server said it, the exact time shows on hover. */
export function RelativeTime({ date, now = new Date() }: { readonly date: Date; readonly now?: Date }) {
  return (
    <time dateTime={date.toISOString()} title={exactWords(date)} className="whitespace-nowrap">
      {relativeWords(date, now)}
    </time>
  );
}
