import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useId, useSyncExternalStore } from "react";
import { isStoppedOffline } from "./offline";

type UnsavedForm = { readonly id: string; readonly discard: () => void };

/** The forms of the page that have unsaved changes. */
let unsaved: readonly UnsavedForm[] = [];
const listeners = new Set<() => void>();

/** @returns whether this is the first form with unsaved changes, which asks for all of them before the page is left */
export function useUnsavedForm(isUnsaved: boolean, onDiscard: () => void): boolean {
  const id = useId();
  const discard = useEffectEvent(onDiscard);
  useEffect(() => {
    if (!isUnsaved) return;
    change([...unsaved, { id, discard: () => discard() }]);
    return () => change(unsaved.filter((form) => form.id !== id));
  }, [isUnsaved, id]);
  return useSyncExternalStore(
    subscribe,
    () => unsaved[0]?.id === id,
    () => false,
  );
}

/** Restores what is saved in all forms. */
export function discardAll(): void {
  for (const { discard } of unsaved) discard();
}

let ask: ((href: string) => void) | null = null;

/** Makes `useOpenPage` ask instead of opening a page. @returns a function that ends this */
export function askBeforeOpening(asker: (href: string) => void): () => void {
  ask = asker;
  return () => {
    ask = null;
  };
}

/** Opens a page like a link, which asks while there are unsaved changes. */
export function useOpenPage(): (href: string) => void {
  const router = useRouter();
  return function open(href) {
    if (isStoppedOffline(() => open(href))) return;
    if (ask) ask(href);
    else router.push(href);
  };
}

function change(forms: typeof unsaved): void {
  unsaved = forms;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
