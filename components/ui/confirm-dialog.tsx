"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState, useTransition } from "react";
import type { ActionFailure, ActionResult } from "@/lib/action-result";
import { Button } from "./button";
import { callAction } from "./call-action";
import { Dialog, DialogBody, DialogFooter } from "./dialog";
import { FailureMessage } from "./failure-message";

type ConfirmDialogProps<T> = {
  /** A question: "Delete account?" */
  readonly title: string;
  /** The consequences. */
  readonly children: ReactNode;
  /** The verb on the button: "Delete". */
  readonly confirmLabel: string;
  /** "Cancel" by default. */
  readonly cancelLabel?: string | undefined;
  /** False if nothing is lost. */
  readonly destructive?: boolean | undefined;
  readonly action: () => Promise<ActionResult<T>>;
  readonly onDone: (data: T) => void;
  readonly onCancel: () => void;
};

/** Stays open and shows the reason if the action fails. */
export function ConfirmDialog<T>({
  title,
  children,
  confirmLabel,
  cancelLabel,
  destructive = true,
  action,
  onDone,
  onCancel,
}: ConfirmDialogProps<T>) {
  const t = useTranslations("common");
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const [pending, start] = useTransition();

  function confirm() {
    start(async () => {
      setFailure(null);
      const result = await callAction(t, action);
      if (result.ok) onDone(result.data);
      else setFailure(result);
    });
  }

  return (
    <Dialog alert title={title} onClose={onCancel}>
      <DialogBody>
        <div className="flex flex-col gap-3">
          <div className="text-muted">{children}</div>
          <FailureMessage failure={failure} />
        </div>
      </DialogBody>
      <DialogFooter>
        <Button autoFocus onClick={onCancel}>
          {cancelLabel ?? t("cancel")}
        </Button>
        <Button variant={destructive ? "danger" : "primary"} pending={pending} onClick={confirm}>
          {confirmLabel}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
