"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useEffect, useRef, useSyncExternalStore } from "react";
import { cx } from "@/components/ui/cx";
import { SearchIcon } from "@/components/ui/icons";
import { loadPart } from "@/components/update/load-part";
import type { PalettePage, PaletteStart, SearchConsole } from "./palette-items";
import { PaletteLoading } from "./palette-loading";
import { usePaletteActions } from "./use-palette-actions";

const loadDialog = () => import("./palette-dialog").then((module) => ({ default: module.PaletteDialog }));
const PaletteDialog = lazy(() => loadPart(loadDialog));

type CommandPaletteProps = {
  readonly pages: readonly PalettePage[];
  /** Pages on which the viewer can create something. */
  readonly actions: readonly PalettePage[];
  readonly signOut: () => Promise<void>;
  readonly search: SearchConsole;
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
};

/**
 * Finds what people can do, pages, users, invitations, groups and organizations. Opens with Ctrl K, or ⌘ K on a Mac, unless a
 * dialog is open.
 */
export function CommandPalette({ pages, actions, search, isOpen, setOpen, signOut }: CommandPaletteProps) {
  const own = usePaletteActions(actions, signOut);

  useEffect(() => {
    function handleKeyDown(event: KeyboardEvent) {
      if (!isShortcut(event)) return;
      if (!isOpen && document.querySelector("[role=dialog], [role=alertdialog]")) return;
      event.preventDefault();
      setOpen(!isOpen);
    }
    document.addEventListener("keydown", handleKeyDown);
    return () => document.removeEventListener("keydown", handleKeyDown);
  }, [isOpen, setOpen]);

  const start = useRef(NOTHING_TYPED);
  const opener = useRef<Element | null>(null);

  function focus(input: HTMLInputElement | null) {
    if (!input) return;
    opener.current = document.activeElement;
    input.focus();
  }

  function close() {
    setOpen(false);
    start.current = NOTHING_TYPED;
    // The palette returns the focus only to what had it when its script had loaded.
    requestAnimationFrame(() => {
      const { current } = opener;
      if (document.activeElement === document.body && current instanceof HTMLElement) current.focus();
    });
  }

  // An open popover would lie above the dialog.
  useEffect(() => {
    if (!isOpen) return;
    for (const popover of document.querySelectorAll<HTMLElement>("[popover]:popover-open"))
      popover.hidePopover();
  }, [isOpen]);

  if (!isOpen) return null;
  return (
    <Suspense
      fallback={
        <PaletteLoading
          inputRef={focus}
          onType={(typed) => {
            start.current = typed;
          }}
          onClose={close}
        />
      }
    >
      <PaletteDialog pages={pages} own={own} search={search} start={start} onClose={close} />
    </Suspense>
  );
}

const NOTHING_TYPED: PaletteStart = { text: "", isEntered: false };

type PaletteButtonProps = { readonly onOpen: () => void; readonly isSmall?: boolean };

export function PaletteButton({ onOpen, isSmall = false }: PaletteButtonProps) {
  const t = useTranslations("frame.palette");
  const mac = useSyncExternalStore(subscribe, isMac, () => false);
  const shortcut = mac ? "Meta+K" : "Control+K";
  const preload = () => {
    loadDialog().catch(() => undefined);
  };
  const handlers = { onClick: onOpen, onPointerEnter: preload, onFocus: preload };
  if (isSmall) {
    return (
      <button
        type="button"
        {...handlers}
        aria-label={t("title")}
        className="ms-auto grid size-10 place-items-center rounded-lg"
      >
        <SearchIcon />
      </button>
    );
  }
  return (
    <button
      type="button"
      {...handlers}
      aria-keyshortcuts={shortcut}
      className={cx(
        "hidden h-9 w-full items-center gap-3 rounded-lg border border-border px-3",
        "text-start text-muted hover:bg-default hover:text-foreground lg:flex",
      )}
    >
      <SearchIcon />
      <span className="min-w-0 flex-1 truncate">{t("title")}</span>
      <span aria-hidden="true" className="shrink-0 rounded-md bg-default px-1.5 text-xs">
        {t(mac ? "shortcut.mac" : "shortcut.other")}
      </span>
    </button>
  );
}

function isShortcut(event: KeyboardEvent): boolean {
  const { key, metaKey, ctrlKey, altKey, shiftKey, isComposing } = event;
  if (key.toLowerCase() !== "k" || altKey || shiftKey || isComposing) return false;
  // On a Mac, Ctrl K deletes the rest of a line of text.
  return isMac() ? metaKey && !ctrlKey : ctrlKey && !metaKey;
}

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

function subscribe() {
  return () => {};
}
