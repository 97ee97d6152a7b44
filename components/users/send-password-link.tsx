"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { callAction } from "@/components/ui/call-action";
import { FailureMessage } from "@/components/ui/failure-message";
import { announce } from "@/components/ui/status-message";
import type { ActionFailure, ActionResult } from "@/lib/action-result";

type SendPasswordLinkProps = {
  readonly label: string;
  readonly userName: string;
  readonly send: () => Promise<ActionResult<void>>;
};

export function SendPasswordLink({ label, userName, send }: SendPasswordLinkProps) {
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const [pending, start] = useTransition();

  function handleClick() {
    start(async () => {
      const result = await callAction(send);
      setFailure(result.ok ? null : result);
      if (result.ok) announce(`A mail with a link is on its way to ${userName}.`);
    });
  }

  return (
    <>
      <Button size="sm" pending={pending} onClick={handleClick}>
        {label}
      </Button>
      <FailureMessage failure={failure} />
    </>
  );
}
