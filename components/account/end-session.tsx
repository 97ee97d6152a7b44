"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { FailureMessage } from "@/components/ui/failure-message";
import { type FormAction, useFormAction } from "@/components/ui/form-state";

type EndSessionProps = {
  /** The browser and its address, for screen readers. */
  readonly target: string;
  readonly action: FormAction;
};

export function EndSession({ target, action }: EndSessionProps) {
  const t = useTranslations("account.sessions");
  const { formProps, pending, failure } = useFormAction(action);
  return (
    <form {...formProps} className="flex flex-col items-end gap-2">
      <Button type="submit" variant="outline" size="sm" pending={pending}>
        <span>{t("signOut")}</span>
        <span className="sr-only">
          {" "}
          <bdi>{target}</bdi>
        </span>
      </Button>
      <FailureMessage failure={failure} />
    </form>
  );
}
