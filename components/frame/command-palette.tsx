"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useEffect, useSyncExternalStore } from "react";
import { cx } from "@/components/ui/cx";
import { SearchIcon } from "@/components/ui/icons";
import { loadPart } from "@/components/update/load-part";
import type { PalettePage, SearchConsole } from "./palette-items";

const loadDialog = () => import("./palette-dialog").then((module) => module.PaletteDialog);
const PaletteDialog = dynamic(() => loadPart(loadDialog), { ssr: false });

type CommandPaletteProps = {
  readonly pages: readonly PalettePage[];
  readonly search: SearchConsole;
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
};

/** Finds pages, users, invitations, groups and organizations. Opens with Ctrl K, or ⌘ K on a Mac, unless a dialog is open. */
export function CommandPalette({ pages, search, isOpen, setOpen }: CommandPaletteProps) {
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

  // An open popover would lie above the dialog.
  useEffect(() => {
    if (!isOpen) return;
    for (const popover of document.querySelectorAll<HTMLElement>("[popover]:popover-open"))
      popover.hidePopover();
  }, [isOpen]);

  return isOpen && <PaletteDialog pages={pages} search={search} onClose={() => setOpen(false)} />;
}

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
