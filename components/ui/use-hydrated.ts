import { useSyncExternalStore } from "react";

/** Whether the page is hydrated. Controls that need JavaScript are disabled until then, so that no click is lost. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
}

function subscribe() {
  return () => {};
}
