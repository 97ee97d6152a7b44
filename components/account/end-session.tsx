"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { FailureMessage } from "@/components/ui/failure-message";
import { type FormAction, useFormAction } from "@/components/ui/form-state";

type EndSessionProps = {
  /** For screen readers: "Sign out Chrome on Linux, 192.0.2.1". It contains the label. */
  readonly accessibleName: string;
  readonly action: FormAction;
};

export function EndSession({ accessibleName, action }: EndSessionProps) {
  const t = useTranslations("account.sessions");
  const { formProps, pending, failure } = useFormAction(action);
  return (
    <form {...formProps} className="flex flex-col items-end gap-2">
      <Button type="submit" variant="outline" size="sm" pending={pending} aria-label={accessibleName}>
        <span>{t("signOut")}</span>
      </Button>
      <FailureMessage failure={failure} />
    </form>
  );
}
