import { useSyncExternalStore } from "react";

/**
 * Whether script has taken over what the server drew. A button that needs script is disabled until then, so that no
 * click is lost.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

function never() {
  return () => {};
}
