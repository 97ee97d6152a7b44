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
import {
  containsWords,
  type FoundItem,
  type PaletteItem,
  type PalettePage,
  type PaletteStart,
  type SearchConsole,
} from "./palette-items";
import { PaletteResults, type PaletteSection } from "./palette-results";
import { paletteStyle } from "./palette-style";
import { useConsoleSearch } from "./use-console-search";

type PaletteDialogProps = {
  readonly actions: readonly PaletteItem[];
  readonly pages: readonly PalettePage[];
  readonly preferences: readonly PaletteItem[];
  readonly search: SearchConsole;
  readonly start: RefObject<PaletteStart>;
  readonly onClose: () => void;
};

export function PaletteDialog({ actions, pages, preferences, search, start, onClose }: PaletteDialogProps) {
  const openPage = useOpenPage();
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

  const named = pages.map(({ id, href }) => ({ id, href, name: t(`navigation.pages.${id}`) }));
  const matching = (items: readonly PaletteItem[]) => items.filter(({ name }) => containsWords(name, text));
  const found = (items: readonly FoundItem[]) => items.map(withRun);
  const actionsSection: PaletteSection = { id: "actions", items: matching(actions) };
  const pagesSection: PaletteSection = { id: "pages", items: matching(named.map(withRun)) };
  const all: readonly PaletteSection[] = [
    // Who types "groups" wants the page, which must be the first result.
    ...(text === "" ? [actionsSection, pagesSection] : [pagesSection, actionsSection]),
    { id: "users", items: found(results.users) },
    { id: "invitations", items: found(results.invitations) },
    { id: "groups", items: found(results.groups) },
    { id: "organizations", items: found(results.organizations) },
    { id: "preferences", items: matching(preferences) },
  ];
  const sections = all.filter(({ items }) => items.length > 0);
  const count = sections.reduce((sum, { items }) => sum + items.length, 0);
  const first = sections[0]?.items[0];

  function withRun<Item extends { readonly href: string }>(item: Item) {
    return { ...item, run: () => openPage(item.href) };
  }

  function choose({ run }: PaletteItem) {
    onClose();
    setTimeout(run); // when the palette no longer keeps the focus
  }

  useEffect(() => {
    if (!isEnterPending.current || isLoading || text === "") return;
    isEnterPending.current = false;
    if (first) choose(first);
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
              <PaletteResults sections={sections} onChoose={choose} />
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
