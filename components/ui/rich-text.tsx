import type { ReactNode } from "react";
import { LastDay } from "./last-day";
import { RelativeTime } from "./relative-time";

/** The tags that messages can contain, for `t.rich`. `timeTag` and `dayTag` make those that need a value. */
export const richText = {
  b: (text: ReactNode) => <strong className="font-medium text-foreground">{text}</strong>,
  /** Text that people chose, isolated like `Name`. */
  name: (text: ReactNode) => (
    <bdi translate="no" className="wrap-anywhere">
      {text}
    </bdi>
  ),
  code: (text: ReactNode) => <code className="text-foreground wrap-anywhere">{text}</code>,
  /** For screen readers only. */
  hidden: (text: ReactNode) => <span className="sr-only">{text}</span>,
  muted: (text: ReactNode) => <span className="text-muted">{text}</span>,
};

/** `<time></time>`, which shows "3 hours ago". */
export function timeTag(date: Date) {
  return () => <RelativeTime date={date} />;
}

/**
 * `<day></day>`, which shows the last day before an end.
 * @param timeZone names the time zone of the membership's organization. On its own pages, that is known
 */
export function dayTag(endsAt: Date, timeZone?: string) {
  return () =>
    timeZone ? <LastDay endsAt={endsAt} timeZone={timeZone} named /> : <LastDay endsAt={endsAt} />;
}
