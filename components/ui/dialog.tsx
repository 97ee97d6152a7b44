"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { Dialog as AriaDialog, Heading } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { AriaLocale } from "./aria-locale";
import { cx } from "./cx";
import { CloseIcon } from "./icons";
import { useEscapeWithoutFocus } from "./use-escape-without-focus";

type DialogProps = {
  readonly title: string;
  readonly size?: "small" | "large";
  /** An alert dialog requires a choice: a click outside doesn't close it. */
  readonly alert?: boolean;
  /** Called on Escape, a click outside and a click on the cross. */
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** Render it only while it is open. It traps the focus and returns it when it is unmounted. */
export function Dialog({ title, size = "small", alert = false, onClose, children }: DialogProps) {
  const t = useTranslations("common");
  const modal = useRef<HTMLDivElement>(null);
  useEscapeWithoutFocus(modal, onClose);
  return (
    <AriaLocale>
      <ModalOverlay
        isOpen
        isDismissable={!alert}
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
        className={cx(
          "fixed inset-0 z-50 flex h-(--visual-viewport-height) items-end justify-center",
          "bg-backdrop data-entering:animate-fade-in data-exiting:animate-fade-out",
          "sm:items-start sm:p-6 sm:pt-[10vh]",
        )}
      >
        <Modal ref={modal} className={`w-full ${size === "small" ? "sm:max-w-md" : "sm:max-w-2xl"}`}>
          <AriaDialog
            role={alert ? "alertdialog" : "dialog"}
            className={cx(
              "flex max-h-[92dvh] w-full flex-col rounded-t-2xl",
              "bg-overlay shadow-overlay outline-none",
              "sm:max-h-[80dvh] sm:rounded-2xl",
            )}
          >
            <div className="flex items-start gap-4 px-5 pt-4 pb-2 sm:px-6 sm:pt-5">
              <Heading slot="title" className="min-w-0 flex-1 text-lg leading-7 font-semibold">
                <bdi>{title}</bdi>
              </Heading>
              {!alert && (
                <button
                  type="button"
                  aria-label={t("close")}
                  onClick={onClose}
                  className="-me-2 grid size-8 place-items-center rounded-lg text-muted hover:bg-default"
                >
                  <CloseIcon />
                </button>
              )}
            </div>
            {children}
          </AriaDialog>
        </Modal>
      </ModalOverlay>
    </AriaLocale>
  );
}

type DialogBodyProps = {
  /** For content without anything to focus: makes it a named region that the keyboard can scroll. */
  readonly label?: string;
  /** Nothing can be entered meanwhile. */
  readonly inert?: boolean;
  readonly children: ReactNode;
};

export function DialogBody({ label, inert = false, children }: DialogBodyProps) {
  const region = label ? { role: "region", "aria-label": label, tabIndex: 0 } : {};
  return (
    <div
      {...region}
      inert={inert}
      className="fade-block-edges min-h-0 scroll-py-8 flex-1 overflow-y-auto px-5 pt-1 pb-4 -outline-offset-2 sm:px-6"
    >
      {children}
    </div>
  );
}

export function DialogFooter({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-end gap-2 border-t border-separator px-5 py-3 sm:px-6">
      {children}
    </div>
  );
}
