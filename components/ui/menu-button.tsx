"use client";

import dynamic from "next/dynamic";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { loadPart } from "@/components/update/load-part";
import { useHydrated } from "./use-hydrated";

const loadPopup = () => import("./menu-popup").then((module) => module.MenuPopup);
const MenuPopup = dynamic(() => loadPart(loadPopup), { ssr: false });

/** What a menu offers. */
export type MenuAction = {
  readonly label: string;
  readonly tone?: "danger";
  /** Why it can't be chosen for now: "Again in 3 minutes". */
  readonly disabledReason?: string | null;
} & (
  | { readonly onAction: () => void }
  | {
      readonly href: string;
      readonly download?: boolean;
      readonly newTab?: boolean;
    }
);

type MenuButtonProps = {
  /** The accessible name, if the content has none. */
  readonly label?: string;
  /** Of the menu. */
  readonly menuLabel: string;
  readonly items: readonly MenuAction[];
  readonly className: string;
  readonly onPreload?: () => void;
  readonly children: ReactNode;
};

/** A button that opens a menu, whose script is loaded only then. */
export function MenuButton({ label, menuLabel, items, className, onPreload, children }: MenuButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const hydrated = useHydrated();

  function preload() {
    loadPopup().catch(() => undefined);
    onPreload?.();
  }

  /** Before the item's action, so that a dialog that it opens gets the focus, and returns it to the button. */
  function close() {
    flushSync(() => setOpen(false));
    button.current?.focus();
  }

  /** React Aria takes a click by keyboard for one by a screen reader, and then focuses the menu but no item. */
  function openByKey(event: KeyboardEvent) {
    if (!["Enter", " ", "ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    setOpen(true);
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        disabled={!hydrated}
        onPointerEnter={preload}
        onFocus={preload}
        onKeyDown={openByKey}
        onClick={() => setOpen(!isOpen)}
        className={className}
      >
        {children}
      </button>
      {isOpen && <MenuPopup label={menuLabel} items={items} trigger={button} onClose={close} />}
    </>
  );
}
