"use client";

import { useTranslations } from "next-intl";
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
} from "react";
import { Autocomplete } from "react-aria-components/Autocomplete";
import { Dialog } from "react-aria-components/Dialog";
import { Input } from "react-aria-components/Input";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { TextField } from "react-aria-components/TextField";
import { AriaLocale } from "@/components/ui/aria-locale";
import { CloseIcon, SearchIcon } from "@/components/ui/icons";
import { isComposing } from "@/components/ui/is-composing";
import { useEscapeWithoutFocus } from "@/components/ui/use-escape-without-focus";
import type { PaletteItem, PalettePage, PaletteStart, SearchConsole } from "./palette-items";
import { PaletteResults } from "./palette-results";
import { type OwnItems, useListSearches, usePaletteSections } from "./palette-sections";
import { paletteStyle } from "./palette-style";
import { useConsoleSearch } from "./use-console-search";

type PaletteDialogProps = {
  readonly own: OwnItems;
  readonly pages: readonly PalettePage[];
  readonly search: SearchConsole;
  readonly start: RefObject<PaletteStart>;
  readonly onClose: () => void;
};

export function PaletteDialog({ own, pages, search, start, onClose }: PaletteDialogProps) {
  const t = useTranslations("frame");
  const common = useTranslations("common");
  const { text, type, results, isLoading, failure } = useConsoleSearch(search);
  const modal = useRef<HTMLDivElement>(null);
  useEscapeWithoutFocus(modal, onClose);
  // Enter was pressed before the server had found anything.
  const isEnterPending = useRef(false);
  const input = useRef<HTMLInputElement>(null);

  const continueTyping = useEffectEvent(() => {
    input.current?.focus();
    if (start.current.text === "") return;
    type(start.current.text);
    isEnterPending.current = start.current.isEntered;
  });

  // At once, because whatever is typed before React Aria focuses the input would be lost.
  useLayoutEffect(() => continueTyping(), []);

  const found = usePaletteSections({ text, own, pages, results });
  const count = found.reduce((sum, { items }) => sum + items.length, 0);
  const listSearches = useListSearches(text, pages);
  const isNothingFound = count === 0 && !isLoading && !failure;
  const sections = isNothingFound && listSearches.items.length > 0 ? [listSearches] : found;
  const first = sections[0]?.items[0];

  function choose({ run }: PaletteItem) {
    onClose();
    setTimeout(run); // when the palette no longer keeps the focus
  }

  useEffect(() => {
    if (!isEnterPending.current || isLoading || text === "") return;
    isEnterPending.current = false;
    if (first && count > 0) choose(first);
  });

  function handleKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) return event.stopPropagation();
    const isEnter = event.key === "Enter";
    isEnterPending.current = isEnter && isLoading && count === 0;
    // React Aria opens the result that has the focus. It sets aria-activedescendant half a second later.
    const hasFocusedResult = modal.current?.querySelector("[role=option][data-focused]") != null;
    if (!isEnter || text === "" || !first || hasFocusedResult) return;
    event.preventDefault();
    event.stopPropagation();
    choose(first);
  }

  const total = text === "" ? "" : t("palette.found", { count });
  const status = failure ?? (isLoading ? t("palette.loading") : total);
  return (
    <AriaLocale>
      <ModalOverlay
        isOpen
        isDismissable
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
        className={`${paletteStyle.overlay} data-exiting:animate-fade-out`}
      >
        <Modal ref={modal} className={paletteStyle.modal}>
          <Dialog aria-label={t("palette.title")} className={paletteStyle.dialog}>
            <Autocomplete inputValue={text} onInputChange={type}>
              <div onKeyDownCapture={handleKeyDown} className={paletteStyle.search}>
                <SearchIcon />
                <TextField aria-label={t("palette.label")} autoFocus className="min-w-0 flex-1">
                  <Input
                    ref={input}
                    role="combobox"
                    aria-haspopup="listbox"
                    aria-expanded={first !== undefined}
                    maxLength={120}
                    placeholder={t("palette.placeholder")}
                    className={paletteStyle.input}
                  />
                </TextField>
                <button
                  type="button"
                  aria-label={common("close")}
                  onClick={onClose}
                  className="grid size-9 shrink-0 place-items-center rounded-lg hover:bg-default"
                >
                  <CloseIcon />
                </button>
              </div>
              <PaletteResults sections={sections} onChoose={choose} />
            </Autocomplete>
            <div className={paletteStyle.footer}>
              <p role="status">{status}</p>
              <KeyHints />
            </div>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </AriaLocale>
  );
}

function KeyHints() {
  const t = useTranslations("frame.palette.keys");
  return (
    <p aria-hidden="true" className="hidden shrink-0 items-center gap-4 md:flex pointer-coarse:hidden">
      {KEYS.map((id) => (
        <span key={id}>{t.rich(id, { key })}</span>
      ))}
    </p>
  );
}

const KEYS = ["move", "open", "close"] as const;

function key(text: ReactNode) {
  return <kbd className="me-1 rounded-md bg-default px-1.5 py-0.5 font-sans">{text}</kbd>;
}
