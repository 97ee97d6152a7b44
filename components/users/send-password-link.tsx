"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { callAction } from "@/components/ui/call-action";
import { FailureMessage } from "@/components/ui/failure-message";
import { announce } from "@/components/ui/status-message";
import type { ActionFailure, ActionResult } from "@/lib/action-result";
import { isolated } from "@/lib/text";

type SendPasswordLinkProps = {
  readonly label: string;
  readonly userName: string;
  readonly send: () => Promise<ActionResult<void>>;
};

export function SendPasswordLink({ label, userName, send }: SendPasswordLinkProps) {
  const t = useTranslations("users.password");
  const common = useTranslations("common");
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const [pending, start] = useTransition();

  function handleClick() {
    start(async () => {
      const result = await callAction(common, send);
      setFailure(result.ok ? null : result);
      if (result.ok) announce(t("done", { user: isolated(userName) }));
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
