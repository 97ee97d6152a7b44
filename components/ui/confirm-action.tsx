"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { loadPart } from "@/components/update/load-part";
import type { ActionResult } from "@/lib/action-result";
import { announce } from "./status-message";

const ConfirmDialog = dynamic(() =>
  loadPart(() => import("./confirm-dialog").then((module) => module.ConfirmDialog<string>)),
);

export type ConfirmActionProps<T> = {
  /** A question: "Delete account?" */
  readonly title: string;
  /** The verb on the dialog's button: "Delete". */
  readonly confirmLabel: string;
  /** The consequences. */
  readonly children: ReactNode;
  /** False if nothing is lost. */
  readonly destructive?: boolean | undefined;
  readonly action: () => Promise<ActionResult<T>>;
  readonly successMessage: string | ((result: T) => string);
  /** The next page, if this one shows what is deleted. */
  readonly redirectTo?: string | undefined;
  /** Where the focus moves if the control that opened the dialog disappears with what is deleted. */
  readonly moveFocus?: (() => void) | undefined;
  readonly onClose: () => void;
};

/** Asks before an action in a dialog, and announces its success. Render it only while it is open. */
export function ConfirmAction<T>({
  title,
  confirmLabel,
  children,
  destructive,
  action,
  successMessage,
  redirectTo,
  moveFocus,
  onClose,
}: ConfirmActionProps<T>) {
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
    else onClose();
    moveFocus?.();
  }

  return (
    <ConfirmDialog
      title={title}
      confirmLabel={confirmLabel}
      destructive={destructive}
      action={act}
      onDone={finish}
      onCancel={onClose}
    >
      {children}
    </ConfirmDialog>
  );
}
