"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useSyncExternalStore } from "react";
import type { Translator } from "@/i18n/translator";
import { cx } from "./cx";
import { CloseIcon } from "./icons";

/** How long a message is shown, in milliseconds. It stays as long again while a dialog hides it or the pointer is on it. */
const DISPLAY_TIME = 10_000;

/** A text, or how to word it where no translator is at hand. */
type Message = string | ((t: Translator<"common">) => string);

/** Shows a message and announces it to screen readers: "Invitation to Grace Hopper deleted." */
export function announce(message: Message) {
  show({ message, number: ++count });
}

/**
 * Shows announced messages: in the bar at the top between its buttons, and beside the sidebar at the bottom right, above the
 * bar for selected rows. It is in the root layout, so that a message stays while the page changes.
 */
export function StatusMessage() {
  const t = useTranslations("common");
  const shown = useSyncExternalStore(subscribe, () => current, noMessage);
  const toast = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!shown) return;
    const dismissal = setInterval(() => {
      const isNeeded = toast.current?.matches(":hover, :focus-within") || document.querySelector(MODALS);
      if (!isNeeded) show(null);
    }, DISPLAY_TIME);
    return () => clearInterval(dismissal);
  }, [shown]);

  return (
    <div
      ref={toast}
      role="status"
      className={cx(
        "toast fixed inset-x-14 top-1 z-60 mx-auto w-fit max-w-md",
        "lg:inset-x-auto lg:end-6 lg:top-auto lg:bottom-22 lg:mx-0",
      )}
    >
      {shown && (
        // A new element for each message: a screen reader announces the same text again only if it is added again.
        <p
          key={shown.number}
          className="flex items-start gap-3 rounded-xl bg-foreground py-1.5 ps-4 pe-2 text-background shadow-overlay"
        >
          <span className="py-1 leading-5">
            {typeof shown.message === "string" ? shown.message : shown.message(t)}
          </span>
          <button
            type="button"
            aria-label={t("dismiss")}
            className="grid size-7 shrink-0 place-items-center rounded-md"
            onClick={() => show(null)}
          >
            <CloseIcon />
          </button>
        </p>
      )}
    </div>
  );
}

const MODALS = "[role=dialog], [role=alertdialog]";

type Shown = { readonly message: Message; readonly number: number };

let current: Shown | null = null;
let count = 0;
const listeners = new Set<() => void>();

function show(message: Shown | null) {
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
  return null;
}
