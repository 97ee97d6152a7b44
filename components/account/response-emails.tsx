"use client";

import { useTranslations } from "next-intl";
import { FailureMessage } from "@/components/ui/failure-message";
import { type FormAction, useFormAction } from "@/components/ui/form-state";
import { Switch } from "@/components/ui/switch";

export type ResponseEmailsProps = {
  readonly wanted: boolean;
  /** False for an account without an email address. */
  readonly hasAddress: boolean;
  readonly hasConfirmedAddress: boolean;
  readonly change: FormAction;
};

/** Turns the emails about responses to the user's own invitations on and off. */
export function ResponseEmails(props: ResponseEmailsProps) {
  const { wanted, hasAddress, hasConfirmedAddress, change } = props;
  const t = useTranslations("account.emails");
  const { formProps, failure } = useFormAction(change);
  return (
    <form {...formProps} className="flex flex-col gap-2">
      <input type="hidden" name="wanted" value={wanted ? "no" : "yes"} />
      <Switch label={t("responses")} checked={wanted} disabled={!hasAddress} />
      {!hasAddress && <p className="text-muted">{t("noAddress")}</p>}
      {hasAddress && !hasConfirmedAddress && <p className="text-muted">{t("unconfirmed")}</p>}
      <FailureMessage failure={failure} />
    </form>
  );
}
