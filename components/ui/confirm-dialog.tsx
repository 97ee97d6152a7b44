"use client";

import { type ReactNode, useState, useTransition } from "react";
import type { ActionFailure, ActionResult } from "@/lib/action-result";
import { callAction } from "./call-action";
import { Dialog, DialogBody, DialogFooter } from "./dialog";
import { FailureMessage } from "./failure-message";

type ConfirmDialogProps<T> = {
  readonly title: string;
  /** What will be lost, by name. */
  readonly children: ReactNode;
  /** The verb on the button: "Delete". */
  readonly confirm: string;
  /** Nothing is lost by it. */
  readonly harmless?: boolean | undefined;
  readonly action: () => Promise<ActionResult<T>>;
  readonly onDone: (data: T) => void;
  readonly onCancel: () => void;
};

/** Asks once before something is lost; stays, with the reason, when it did not work. */
export function ConfirmDialog<T>({
  title,
  children,
  confirm,
  harmless = false,
  action,
  onDone,
  onCancel,
}: ConfirmDialogProps<T>) {
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const [pending, start] = useTransition();

  function confirmed() {
    if (pending) return;
    start(async () => {
      setFailure(null);
      const result = await callAction(action);
      if (result.ok) onDone(result.data);
      else setFailure(result);
    });
  }

  return (
    <Dialog alert title={title} onLeave={onCancel}>
      <DialogBody>
        <div className="flex flex-col gap-3">
          <div className="text-muted">{children}</div>
          <FailureMessage failure={failure} />
        </div>
      </DialogBody>
      <DialogFooter>
        {/* biome-ignore lint/a11y/noAutofocus: the harmless answer is the first one in a question. */}
        <button type="button" autoFocus className="button button--outline" onClick={onCancel}>
          Cancel
        </button>
        <button
          type="button"
          className={`button ${harmless ? "button--primary" : "button--danger"}`}
          aria-disabled={pending}
          onClick={confirmed}
        >
          {pending && <span className="spinner" />}
          {confirm}
        </button>
      </DialogFooter>
    </Dialog>
  );
}
