"use client";

import { useTranslations } from "next-intl";
import { FailureMessage } from "@/components/ui/failure-message";
import { type RedirectingAction, useRedirectingAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";

type ForgotPasswordFormProps = {
  /** Reads `username`. Redirects on success. */
  readonly action: RedirectingAction;
};

export function ForgotPasswordForm({ action }: ForgotPasswordFormProps) {
  const t = useTranslations("passwords.forgot");
  const [failure, submit] = useRedirectingAction(action);
  return (
    <form action={submit} className="card flex flex-col gap-4 p-card">
      <FailureMessage failure={failure} />
      <TextField
        label={t("username")}
        name="username"
        autoComplete="username"
        verbatim
        maxLength={256}
        required
        defaultValue={failure?.fields?.username ?? ""}
      />
      <SubmitButton fullWidth>{t("submit")}</SubmitButton>
    </form>
  );
}
