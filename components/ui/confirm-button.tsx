"use client";

import { useState } from "react";
import { Button } from "./button";
import { ConfirmAction, type ConfirmActionProps } from "./confirm-action";
import { focusMain } from "./focus-main";

type ConfirmButtonProps<T> = Omit<ConfirmActionProps<T>, "confirmLabel" | "onClose"> & {
  /** The verb on this button and on the dialog's: "Delete". */
  readonly label: string;
  /** The verb on the dialog's button, if it differs. */
  readonly confirmLabel?: string;
  /** For screen readers, where a page has several such buttons: "Leave Acme Travel". It contains the label. */
  readonly accessibleName?: string | undefined;
  readonly variant?: "danger-soft" | "danger-outline" | "outline";
  readonly size?: "sm";
  readonly disabled?: boolean;
  /** Moves the focus to the page. */
  readonly focusMainOnSuccess?: boolean;
};

/** A button whose action has to be confirmed in a dialog. */
export function ConfirmButton<T>({
  label,
  confirmLabel = label,
  accessibleName,
  variant = "danger-soft",
  size,
  disabled,
  focusMainOnSuccess = false,
  moveFocus = focusMainOnSuccess ? focusMain : undefined,
  ...confirm
}: ConfirmButtonProps<T>) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant={variant}
        size={size}
        disabled={disabled}
        aria-label={accessibleName}
        onClick={() => setOpen(true)}
      >
        <span>{label}</span>
      </Button>
      {isOpen && (
        <ConfirmAction
          {...confirm}
          confirmLabel={confirmLabel}
          moveFocus={moveFocus}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
