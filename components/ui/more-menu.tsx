"use client";

import dynamic from "next/dynamic";
import { type KeyboardEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { loadPart } from "@/components/update/load-part";
import { MoreIcon } from "./icons";
import { useHydrated } from "./use-hydrated";

const loadPopup = () => import("./more-menu-popup").then((module) => module.MoreMenuPopup);
const MoreMenuPopup = dynamic(() => loadPart(loadPopup), { ssr: false });

export type MoreMenuItem = {
  readonly label: string;
  readonly tone?: "danger";
  /** Why it can't be chosen for now: "Again in 3 minutes". */
  readonly disabledReason?: string | null;
} & (
  | { readonly onAction: () => void }
  | {
      readonly href: string;
      readonly download?: boolean;
    }
);

type MoreMenuProps = {
  /** "Actions for Grace Holloway". */
  readonly label: string;
  readonly items: readonly MoreMenuItem[];
};

/** A button with three dots that opens a menu, whose script is loaded only then. */
export function MoreMenu({ label, items }: MoreMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const hydrated = useHydrated();
  const preload = () => void loadPopup().catch(() => undefined);

  /** Before the item's action, so that a dialog returns the focus to the button. */
  function close() {
    flushSync(() => setOpen(false));
    button.current?.focus();
  }

  function openByArrow(event: KeyboardEvent) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
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
        onKeyDown={openByArrow}
        onClick={() => setOpen(!isOpen)}
        className="grid size-9 place-items-center rounded-lg text-muted hover:bg-default hover:text-foreground aria-expanded:bg-default aria-expanded:text-foreground md:size-8"
      >
        <MoreIcon />
      </button>
      {isOpen && <MoreMenuPopup label={label} items={items} trigger={button} onClose={close} />}
    </>
  );
}
