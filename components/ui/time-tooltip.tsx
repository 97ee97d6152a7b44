"use client";

import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { formatMoment } from "@/lib/dates";
import { cx } from "./cx";
import { useReader } from "./use-times";

const ID = "time-tooltip";
const MARGIN = 8; // pixels

/**
 * The tooltip of all times of the page: the exact time for the viewer, and in UTC. It opens while a time has the pointer or the
 * focus, and when it is touched. One for all, because a list has many times.
 */
export function TimeTooltip() {
  const [time, show] = useState<HTMLTimeElement | null>(null);
  const tooltip = useRef<HTMLDivElement>(null);
  const reader = useReader();

  useEffect(() => {
    const open = ({ target }: Event) => {
      const found = timeOf(target);
      if (found) show(found);
    };
    const leave = ({ pointerType, relatedTarget }: PointerEvent) => {
      if (pointerType === "mouse" && !isTooltip(relatedTarget)) show(timeOf(document.activeElement));
    };
    const press = (event: PointerEvent) => {
      if (!timeOf(event.target) && !isTooltip(event.target)) show(null);
    };
    const dismiss = ({ key }: KeyboardEvent) => {
      if (key === "Escape") show(null);
    };
    const hide = () => show(null);
    const listening = new AbortController();
    const { signal } = listening;
    document.addEventListener("pointerover", open, { signal });
    document.addEventListener("focusin", open, { signal });
    document.addEventListener("click", open, { signal });
    document.addEventListener("pointerout", leave, { signal });
    document.addEventListener("focusout", hide, { signal });
    document.addEventListener("pointerdown", press, { signal });
    document.addEventListener("keydown", dismiss, { signal });
    return () => listening.abort();
  }, []);

  useLayoutEffect(() => {
    const box = tooltip.current;
    if (!time || !box) return;
    time.setAttribute("aria-describedby", ID);
    box.showPopover();
    const move = () => place(box, time);
    move();
    document.addEventListener("scroll", move, { capture: true, passive: true });
    return () => {
      document.removeEventListener("scroll", move, { capture: true });
      time.removeAttribute("aria-describedby");
      box.hidePopover();
    };
  }, [time]);

  const date = time && new Date(time.dateTime);
  return (
    <div
      ref={tooltip}
      id={ID}
      role="tooltip"
      popover="manual"
      className={cx(
        "inset-auto m-0 w-max max-w-[calc(100vw-1rem)]",
        "rounded-lg bg-overlay px-2.5 py-1.5 text-xs text-foreground shadow-overlay",
      )}
    >
      {date && <p>{formatMoment(date, reader)}</p>}
      {date && reader.timeZone !== "UTC" && (
        <p className="text-muted">{formatMoment(date, { ...reader, timeZone: "UTC" })}</p>
      )}
    </div>
  );
}

function timeOf(target: EventTarget | null): HTMLTimeElement | null {
  return target instanceof Element ? target.closest<HTMLTimeElement>("time[data-tooltip]") : null;
}

function isTooltip(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(`#${ID}`) !== null;
}

/** Below the time, or above it if there is no room. It touches the time, so that the pointer can move onto it. */
function place(box: HTMLElement, element: HTMLElement): void {
  const { width, height } = box.getBoundingClientRect();
  const time = element.getBoundingClientRect();
  const top = time.bottom + height > window.innerHeight ? time.top - height : time.bottom;
  const left = Math.min(
    time.left + time.width / 2 - width / 2,
    document.documentElement.clientWidth - width - MARGIN,
  );
  box.style.top = `${top}px`;
  box.style.left = `${Math.max(MARGIN, left)}px`;
}
