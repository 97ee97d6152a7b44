"use client";

import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { CloseIcon } from "./icons";

type DialogProps = {
  readonly title: string;
  readonly size?: "small" | "large";
  /** An alert asks something that cannot be passed by; a click beside it does not answer. */
  readonly alert?: boolean;
  /** Called when somebody wants out, by Escape, a click beside it or the cross. */
  readonly onLeave: () => void;
  readonly children: ReactNode;
};

/** Drawn only while it is open; focus stays inside and goes back to where it came from. */
export function Dialog({ title, size = "small", alert = false, onLeave, children }: DialogProps) {
  return (
    <ModalOverlay
      isOpen
      isDismissable={!alert}
      onOpenChange={(open) => {
        if (!open) onLeave();
      }}
      className="backdrop"
    >
      <Modal className={`w-full ${size === "small" ? "sm:max-w-md" : "sm:max-w-2xl"}`}>
        <AriaDialog role={alert ? "alertdialog" : "dialog"} className="dialog">
          <div className="flex items-start gap-4 px-5 pt-4 pb-2 sm:px-6 sm:pt-5">
            <Heading slot="title" className="min-w-0 flex-1 text-lg leading-7 font-semibold">
              <bdi>{title}</bdi>
            </Heading>
            {!alert && (
              <button
                type="button"
                aria-label="Close"
                onClick={onLeave}
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
  );
}

type DialogBodyProps = {
  /** Named and reachable by Tab when there is nothing in it to Tab to, so that the keyboard can scroll it. */
  readonly label?: string;
  readonly children: ReactNode;
};

export function DialogBody({ label, children }: DialogBodyProps) {
  const reachable = label ? { role: "region", "aria-label": label, tabIndex: 0 } : {};
  return (
    <div {...reachable} className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-4 -outline-offset-2 sm:px-6">
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
