import { useEffect, useRef, useSyncExternalStore } from "react";
import { registerDialog } from "./kept-input";

/** The name of the dialog that invites users of the parent. */
export const INVITE_DIALOG = "invite";
/** The name of the dialog that adds members to a group. */
export const MEMBERS_DIALOG = "members";

let kept: Readonly<Record<string, unknown>> = {};
const listeners = new Set<() => void>();

/** Hands the dialogs' states to those who open them. */
export function keepDialogs(states: typeof kept): void {
  kept = states;
  for (const listener of listeners) listener();
}

/** Whether this dialog was open before the page was loaded again after an update. */
export function useWasOpen(name: string): boolean {
  return useSyncExternalStore(
    subscribe,
    () => Object.hasOwn(kept, name),
    () => false,
  );
}

/** Keeps the state of a dialog while it is open. Null if there is nothing to keep. */
export function useKeptDialog(name: string, state: object | null): void {
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  });
  useEffect(() => registerDialog(name, () => latest.current), [name]);
}

/** The state that a dialog had before the page was loaded again; null if there was none. */
export function keptState<State>(name: string): State | null {
  // Safe, because the same dialog has kept it.
  return Object.hasOwn(kept, name) ? (kept[name] as State) : null;
}

/** When a dialog has closed, it opens empty the next time. */
export function forgetDialog(name: string): void {
  const { [name]: _, ...others } = kept;
  keepDialogs(others);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
