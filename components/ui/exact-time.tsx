import { Time } from "./time";
import { useTimes } from "./use-times";

/** "Dec 1, 2026, 3:12 PM PST", in the viewer's time zone. */
export function ExactTime({ date }: { readonly date: Date }) {
  return <Time date={date}>{useTimes().exact(date)}</Time>;
}
