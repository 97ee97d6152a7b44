"use client";

import { useSyncExternalStore } from "react";
import { CloseIcon } from "./icons";

const DISPLAY_TIME = 10_000; // milliseconds

/** Shows a message and announces it to screen readers: "Invitation of Grace Hopper deleted." */
export function announce(message: string) {
  show(message);
  dismissal = setTimeout(() => show(""), DISPLAY_TIME);
}

/** Shows announced messages. It is in the root layout, so that a message stays while the page changes. */
export function StatusMessage() {
  const message = useSyncExternalStore(subscribe, () => current, noMessage);
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-0 z-60 flex justify-center p-4">
      {message && (
        <p className="pointer-events-auto flex max-w-md items-start gap-3 rounded-xl bg-foreground py-2 ps-4 pe-2 text-background shadow-overlay">
          <span className="py-0.5">{message}</span>
          <button
            type="button"
            aria-label="Dismiss"
            className="grid size-7 shrink-0 place-items-center rounded-md"
            onClick={() => show("")}
          >
            <CloseIcon />
          </button>
        </p>
      )}
    </div>
  );
}

let current = "";
let dismissal: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function show(message: string) {
  clearTimeout(dismissal);
  current = message;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function noMessage() {
  return "";
}
