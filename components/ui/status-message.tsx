"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useSyncExternalStore } from "react";
import type { Translator } from "@/i18n/translator";
import { cx } from "./cx";
import { useFreeSpot } from "./free-spot";
import { CloseIcon } from "./icons";

/** How long a message can be seen, in milliseconds. While a dialog hides it, it waits. */
const DISPLAY_TIME = 10_000;

/** A text, or how to word it where no translator is at hand. */
type Message = string | ((t: Translator<"common">) => string);

/** Shows a message and announces it to screen readers: "Invitation to Grace Hopper deleted." */
export function announce(message: Message) {
  show({ message, number: ++count });
}

/**
 * Shows announced messages, where they cover no control. It is in the root layout, so that a message stays while the page
 * changes.
 */
export function StatusMessage() {
  const t = useTranslations("common");
  const shown = useSyncExternalStore(subscribe, () => current, noMessage);
  const toast = useRef<HTMLDivElement>(null);
  const spot = useFreeSpot(toast, shown);
  const isVisible = spot !== null;

  useEffect(() => {
    if (!shown || !isVisible) return;
    const dismissal = setTimeout(() => show(null), DISPLAY_TIME);
    return () => clearTimeout(dismissal);
  }, [shown, isVisible]);

  return (
    <div
      ref={toast}
      role="status"
      style={spot ?? undefined}
      className={cx(
        "fixed top-0 left-0 z-60 w-max max-w-[calc(100vw-7rem)] sm:max-w-md",
        !isVisible && "pointer-events-none opacity-0",
      )}
    >
      {shown && (
        // A new element for each message: a screen reader announces the same text again only if it is added again.
        <p
          key={shown.number}
          className="flex items-start gap-3 rounded-xl bg-foreground py-2 ps-4 pe-2 text-background shadow-overlay"
        >
          <span className="py-0.5">
            {typeof shown.message === "string" ? shown.message : shown.message(t)}
          </span>
          <button
            type="button"
            aria-label={t("dismiss")}
            disabled={!isVisible}
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
