import { Time } from "./time";
import { useTimes } from "./use-times";

/** "3 hours ago", with the exact time as a tooltip. */
export function RelativeTime({ date, now = new Date() }: { readonly date: Date; readonly now?: Date }) {
  return <Time date={date}>{useTimes().relative(date, now)}</Time>;
}
