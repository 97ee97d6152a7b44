"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { Autocomplete } from "react-aria-components/Autocomplete";
import { Dialog } from "react-aria-components/Dialog";
import { Input } from "react-aria-components/Input";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { TextField } from "react-aria-components/TextField";
import { AriaLocale } from "@/components/ui/aria-locale";
import { cx } from "@/components/ui/cx";
import { CloseIcon, SearchIcon } from "@/components/ui/icons";
import { isComposing } from "@/components/ui/is-composing";
import { useOpenPage } from "@/components/ui/unsaved-forms";
import { useEscapeWithoutFocus } from "@/components/ui/use-escape-without-focus";
import { containsWords, type PalettePage, type SearchConsole } from "./palette-items";
import { PaletteResults, type PaletteSection } from "./palette-results";
import { useConsoleSearch } from "./use-console-search";

type PaletteDialogProps = {
  readonly pages: readonly PalettePage[];
  readonly search: SearchConsole;
  readonly onClose: () => void;
};

export function PaletteDialog({ pages, search, onClose }: PaletteDialogProps) {
  const openPage = useOpenPage();
  const t = useTranslations("frame");
  const common = useTranslations("common");
  const { text, type, results, isLoading, failure } = useConsoleSearch(search);
  // Enter was pressed before the server had found anything.
  const modal = useRef<HTMLDivElement>(null);
  useEscapeWithoutFocus(modal, onClose);
  const isEnterPending = useRef(false);

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

  function open(href: string) {
    onClose();
    openPage(href);
  }

  useEffect(() => {
    if (!isEnterPending.current || isLoading) return;
    isEnterPending.current = false;
    if (first) open(first.href);
  });

  function handleKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) return event.stopPropagation();
    isEnterPending.current = event.key === "Enter" && isLoading && count === 0;
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
        className={cx(
          "fixed inset-0 z-50 flex h-(--visual-viewport-height) items-start justify-center",
          "bg-backdrop p-3 sm:p-6 sm:pt-[12vh]",
          "data-entering:animate-fade-in data-exiting:animate-fade-out",
        )}
      >
        <Modal ref={modal} className="w-full max-w-xl">
          <Dialog
            aria-label={t("palette.title")}
            className={cx(
              "flex max-h-[min(32rem,calc(var(--visual-viewport-height)-1.5rem))] flex-col overflow-hidden",
              "rounded-2xl bg-overlay text-foreground shadow-overlay outline-none",
            )}
          >
            <Autocomplete inputValue={text} onInputChange={type}>
              <div
                onKeyDownCapture={handleKeyDown}
                className="flex items-center gap-2 border-b border-border ps-4 pe-2 text-muted"
              >
                <SearchIcon />
                <TextField aria-label={t("palette.label")} autoFocus className="min-w-0 flex-1">
                  <Input
                    role="combobox"
                    aria-haspopup="listbox"
                    aria-expanded={count > 0}
                    maxLength={120}
                    placeholder={t("palette.placeholder")}
                    className={cx(
                      "h-12 w-full bg-transparent",
                      "text-base text-foreground outline-none placeholder:text-muted md:text-sm",
                    )}
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
              className={
                count > 0 && !isLoading && !failure
                  ? "sr-only"
                  : "border-t border-separator px-4 py-3 text-muted"
              }
            >
              {status}
            </p>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </AriaLocale>
  );
}
