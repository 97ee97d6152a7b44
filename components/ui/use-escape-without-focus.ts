import { type RefObject, useEffect, useEffectEvent } from "react";

/**
 * Closes the top dialog with Escape also while nothing has the focus, as for a moment after a tap beside its buttons: React
 * Aria hears only keys that are pressed inside it.
 */
export function useEscapeWithoutFocus(dialog: RefObject<HTMLElement | null>, close: () => void) {
  const handleKey = useEffectEvent(({ key, target }: KeyboardEvent) => {
    const isTop = dialog.current?.closest("[inert], [aria-hidden=true]") === null;
    if (key === "Escape" && target === document.body && isTop) close();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handleKey(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);
}
