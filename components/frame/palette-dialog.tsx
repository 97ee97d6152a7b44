"use client";

import { useTranslations } from "next-intl";
import {
  type KeyboardEvent,
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
import { useOpenPage } from "@/components/ui/unsaved-forms";
import { useEscapeWithoutFocus } from "@/components/ui/use-escape-without-focus";
import { containsWords, type PalettePage, type PaletteStart, type SearchConsole } from "./palette-items";
import { PaletteResults, type PaletteSection } from "./palette-results";
import { paletteStyle } from "./palette-style";
import { useConsoleSearch } from "./use-console-search";

type PaletteDialogProps = {
  readonly pages: readonly PalettePage[];
  readonly search: SearchConsole;
  readonly start: RefObject<PaletteStart>;
  readonly onClose: () => void;
};

export function PaletteDialog({ pages, search, start, onClose }: PaletteDialogProps) {
  const openPage = useOpenPage();
  const t = useTranslations("frame");
  const common = useTranslations("common");
  const { text, type, results, isLoading, failure } = useConsoleSearch(search);
  const modal = useRef<HTMLDivElement>(null);
  useEscapeWithoutFocus(modal, onClose);
  // Enter was pressed before the server had found anything.
  const isEnterPending = useRef(false);
  const input = useRef<HTMLInputElement>(null);

  // At once, because whatever is typed before React Aria does it would be lost.
  useLayoutEffect(() => input.current?.focus(), []);

  const named = pages.map(({ id, href }) => ({ id, href, name: t(`navigation.pages.${id}`), detail: "" }));
  const all: readonly PaletteSection[] = [
    { id: "pages", items: named.filter(({ name }) => containsWords(name, text)) },
    { id: "users", items: results.users },
    { id: "invitations", items: results.invitations },
    { id: "groups", items: results.groups },
    { id: "organizations", items: results.organizations },
  ];
  const sections = all.filter(({ items }) => items.length > 0);
  const count = sections.reduce((sum, { items }) => sum + items.length, 0);
  const first = sections[0]?.items[0];

  const continueTyping = useEffectEvent(() => {
    const { text: before, isEntered } = start.current;
    if (!input.current || before === "") return;
    const whole = before + input.current.value;
    // Choosing the first result of an empty list would leave the input with one that is gone.
    const hasResult = named.some(({ name }) => containsWords(name, whole));
    typeInto(input.current, whole, hasResult ? "insertText" : "insertFromPaste");
    isEnterPending.current = isEntered;
    start.current = { text: "", isEntered: false };
  });

  function open(href: string) {
    onClose();
    openPage(href);
  }

  useEffect(() => {
    if (!isEnterPending.current || isLoading) return;
    isEnterPending.current = false;
    if (first) open(first.href);
  });

  // After the effect above, which would take an Enter for one with the results so far.
  useEffect(() => continueTyping(), []);

  function handleKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) return event.stopPropagation();
    const isEnter = event.key === "Enter";
    isEnterPending.current = isEnter && isLoading && count === 0;
    if (!isEnter || text === "" || !first || input.current?.hasAttribute("aria-activedescendant")) return;
    event.preventDefault();
    event.stopPropagation();
    open(first.href);
  }

  const status = failure ?? (isLoading ? t("palette.loading") : t("palette.found", { count }));
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
                    aria-expanded={count > 0}
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
              <PaletteResults sections={sections} onOpen={open} />
            </Autocomplete>
            <p
              role="status"
              className={count > 0 && !isLoading && !failure ? "sr-only" : paletteStyle.status}
            >
              {status}
            </p>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </AriaLocale>
  );
}

/** Types a text as people do. React Aria chooses the first result, unless it is pasted. */
function typeInto(input: HTMLInputElement, text: string, inputType: "insertText" | "insertFromPaste") {
  const typed = { inputType, data: text, bubbles: true };
  input.dispatchEvent(new InputEvent("beforeinput", typed));
  input.value = "";
  input.setRangeText(text, 0, 0, "end");
  input.dispatchEvent(new InputEvent("input", typed));
}
