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

type MenuButtonProps = Omit<MenuTriggerProps, "disabled" | "menu"> & {
  readonly items: readonly MenuAction[];
};

/** A button that opens a menu. */
export function MenuButton({ items, ...props }: MenuButtonProps) {
  return <MenuTrigger {...props} disabled={!useHydrated()} menu={(popup) => popup(items)} />;
}

/** Draws the menu while it is open. */
export type Popup = (items: readonly MenuAction[]) => ReactNode;

type MenuTriggerProps = {
  /** The accessible name, if the content has none. */
  readonly label?: string;
  readonly menuLabel: string;
  /**
   * Draws `popup` with what it offers, and the dialogs that this opens. Called once the menu has been opened, and from
   * then on.
   */
  readonly menu: (popup: Popup) => ReactNode;
  readonly className: string;
  readonly disabled?: boolean;
  readonly onPreload?: () => void;
  readonly children: ReactNode;
};

/** The button of a menu, whose script is loaded only when it opens. */
export function MenuTrigger({
  label,
  menuLabel,
  menu,
  className,
  disabled,
  onPreload,
  children,
}: MenuTriggerProps) {
  const [state, setState] = useState<"unused" | "open" | "closed">("unused");
  const button = useRef<HTMLButtonElement>(null);
  const isOpen = state === "open";

  function preload() {
    loadPopup().catch(() => undefined);
    onPreload?.();
  }

  /** Before the item's action, so that a dialog that it opens gets the focus, and returns it to the button. */
  function close() {
    flushSync(() => setState("closed"));
    button.current?.focus();
  }

  /** React Aria takes a click by keyboard for one by a screen reader, and then focuses the menu but no item. */
  function openByKey(event: KeyboardEvent) {
    if (!["Enter", " ", "ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    setState("open");
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        disabled={disabled}
        onPointerEnter={preload}
        onFocus={preload}
        onKeyDown={openByKey}
        onClick={() => setState(isOpen ? "closed" : "open")}
        className={className}
      >
        {children}
      </button>
      {state !== "unused" &&
        menu(
          (items) => isOpen && <MenuPopup label={menuLabel} items={items} trigger={button} onClose={close} />,
        )}
    </>
  );
}
