"use client";

import { useTranslations } from "next-intl";
import { FailureMessage } from "@/components/ui/failure-message";
import { type RedirectingAction, useRedirectingAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";

type FindOrganizationFormProps = {
  /** Finds the organization of the field `handle`. */
  readonly action: RedirectingAction;
};

export function FindOrganizationForm({ action }: FindOrganizationFormProps) {
  const t = useTranslations("sign-in.findOrganization");
  const [failure, submit] = useRedirectingAction(action);
  return (
    <form action={submit} className="card flex flex-col gap-4 p-card">
      <FailureMessage failure={failure} />
      <TextField
        label={t("label")}
        name="handle"
        hint={t("hint")}
        autoComplete="organization"
        verbatim
        maxLength={64}
        required
      />
      <SubmitButton fullWidth>{t("submit")}</SubmitButton>
    </form>
  );
}
