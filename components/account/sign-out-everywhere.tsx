"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { FailureMessage } from "@/components/ui/failure-message";
import { type FormAction, useFormAction } from "@/components/ui/form-state";
import { loadPart } from "@/components/update/load-part";
import type { ActionResult } from "@/lib/action-result";

const ConfirmDialog = dynamic(() =>
  loadPart(() => import("@/components/ui/confirm-dialog").then((module) => module.ConfirmDialog<void>)),
);

/** Without JavaScript it signs out without a confirmation. */
export function SignOutEverywhere({ action }: { readonly action: FormAction }) {
  const t = useTranslations("account.signOutEverywhere");
  const { formProps, failure } = useFormAction(action);
  const [isConfirming, setConfirming] = useState(false);

  function confirmFirst(event: FormEvent) {
    event.preventDefault();
    setConfirming(true);
  }

  async function signOut(): Promise<ActionResult<void>> {
    const result = await action(null, new FormData());
    return result && !result.ok ? result : { ok: true, data: undefined };
  }

  return (
    <>
      <form {...formProps} onSubmit={confirmFirst} className="flex flex-col gap-2">
        <Button type="submit" variant="danger-outline">
          {t("submit")}
        </Button>
        <FailureMessage failure={failure} />
      </form>
      {isConfirming && (
        <ConfirmDialog
          title={t("title")}
          confirmLabel={t("submit")}
          action={signOut}
          onDone={() => setConfirming(false)}
          onCancel={() => setConfirming(false)}
        >
          {t("consequences")}
        </ConfirmDialog>
      )}
    </>
  );
}
