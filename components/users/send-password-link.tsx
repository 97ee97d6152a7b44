"use client";

import { useState, useTransition } from "react";
import { callAction } from "@/components/ui/call-action";
import { FailureMessage } from "@/components/ui/failure-message";
import { announce } from "@/components/ui/status-message";
import { useHydrated } from "@/components/ui/use-hydrated";
import type { ActionFailure, ActionResult } from "@/lib/action-result";

type SendLinkProps = {
  readonly label: string;
  readonly userName: string;
  readonly send: () => Promise<ActionResult<void>>;
};

export function SendLink({ label, userName, send }: SendLinkProps) {
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const [pending, start] = useTransition();
  const hydrated = useHydrated();

  function sendOnce() {
    if (pending) return;
    start(async () => {
      const result = await callAction(send);
      setFailure(result.ok ? null : result);
      if (result.ok) announce(`A mail with a link is on its way to ${userName}.`);
    });
  }

  return (
    <>
      <button
        type="button"
        disabled={!hydrated}
        aria-disabled={pending}
        className="button button--outline button--sm"
        onClick={sendOnce}
      >
        {pending && <span className="spinner" />}
        {label}
      </button>
      <FailureMessage failure={failure} />
    </>
  );
}
