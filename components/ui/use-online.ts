import { useEffect, useEffectEvent, useSyncExternalStore } from "react";

/** Whether the browser has a connection, which can change at any time. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
}

/** Calls a function each time the connection is back. */
export function useWhenOnline(callback: () => void): void {
  const run = useEffectEvent(callback);
  useEffect(() => {
    const listener = () => run();
    addEventListener("online", listener);
    return () => removeEventListener("online", listener);
  }, []);
}

function subscribe(listener: () => void) {
  addEventListener("online", listener);
  addEventListener("offline", listener);
  return () => {
    removeEventListener("online", listener);
    removeEventListener("offline", listener);
  };
}
