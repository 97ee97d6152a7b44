import { useEffect, useReducer } from "react";
import { useTimes } from "./use-times";

const REFRESH = 10_000; // milliseconds

/** "in 4 minutes", kept up to date. Null from that moment on. */
export function useTimeUntil(moment: Date | null): string | null {
  const [tick, refresh] = useReducer((count: number) => count + 1, 0);
  const time = moment?.getTime() ?? 0;
  const now = Date.now();
  const { relative } = useTimes();

  // biome-ignore lint/correctness/useExhaustiveDependencies: each tick starts the next timer
  useEffect(() => {
    const left = time - Date.now();
    if (left <= 0) return;
    const timer = setTimeout(refresh, Math.min(left, REFRESH));
    return () => clearTimeout(timer);
  }, [time, tick]);

  return time > now ? relative(new Date(time), new Date(now)) : null;
}
