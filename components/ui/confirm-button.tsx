"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { loadPart } from "@/components/update/load-part";
import type { ActionResult } from "@/lib/action-result";
import { Button } from "./button";
import { focusMain } from "./focus-main";
import { announce } from "./status-message";

const ConfirmDialog = dynamic(() =>
  loadPart(() => import("./confirm-dialog").then((module) => module.ConfirmDialog<string>)),
);

type ConfirmButtonProps<T> = {
  /** The verb on this button and on the dialog's: "Delete". */
  readonly label: string;
  /** The verb on the dialog's button, if it differs. */
  readonly confirmLabel?: string;
  /** The object of the verb, for screen readers, where a page has several such buttons. */
  readonly target?: string;
  readonly variant?: "danger-soft" | "danger-outline" | "outline";
  readonly size?: "sm";
  readonly disabled?: boolean;
  /** False if nothing is lost. */
  readonly destructive?: boolean;
  /** The question: "Delete account?" */
  readonly title: string;
  /** The consequences. */
  readonly children: ReactNode;
  readonly action: () => Promise<ActionResult<T>>;
  readonly successMessage: string | ((result: T) => string);
  /** The next page, if this one shows what is deleted. */
  readonly redirectTo?: string;
  /** Where the focus moves if the button disappears with what is deleted. */
  readonly moveFocus?: () => void;
  /** Moves the focus to the page. */
  readonly focusMainOnSuccess?: boolean;
};

/** A button whose action has to be confirmed in a dialog. */
export function ConfirmButton<T>(props: ConfirmButtonProps<T>) {
  const { label, confirmLabel = label, target, variant = "danger-soft", size, disabled } = props;
  const { title, children, destructive, action, successMessage, redirectTo } = props;
  const { focusMainOnSuccess = false, moveFocus = focusMainOnSuccess ? focusMain : undefined } = props;
  const [isOpen, setOpen] = useState(false);
  const router = useRouter();

  async function act(): Promise<ActionResult<string>> {
    const result = await action();
    if (!result.ok) return result;
    const message = typeof successMessage === "string" ? successMessage : successMessage(result.data);
    return { ok: true, data: message };
  }

  function finish(message: string) {
    announce(message);
    if (redirectTo) router.replace(redirectTo);
    else setOpen(false);
    moveFocus?.();
  }

  return (
    <>
      <Button variant={variant} size={size} disabled={disabled} onClick={() => setOpen(true)}>
        <span>{label}</span>
        {target && (
          <span className="sr-only">
            {" "}
            <bdi>{target}</bdi>
          </span>
        )}
      </Button>
      {isOpen && (
        <ConfirmDialog
          title={title}
          confirmLabel={confirmLabel}
          destructive={destructive}
          action={act}
          onDone={finish}
          onCancel={() => setOpen(false)}
        >
          {children}
        </ConfirmDialog>
      )}
    </>
  );
}
