"use client";

import { useTranslations } from "next-intl";
import { useLayoutEffect } from "react";
import { FailureMessage } from "@/components/ui/failure-message";
import { type RedirectingAction, useRedirectingAction } from "@/components/ui/form-state";
import { PasswordField } from "@/components/ui/password-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";

type SignInFormProps = {
  /** Reads `username` and `password`. Redirects on success. */
  readonly action: RedirectingAction;
  /** The only account that can sign in here, as on an invitation. */
  readonly username?: string;
  readonly forgotPasswordHref: string;
};

export function SignInForm({ action, username, forgotPasswordHref }: SignInFormProps) {
  const t = useTranslations("sign-in");
  const [failure, submit] = useRedirectingAction(action);

  // Next keeps the scroll position when the redirect leads to the same URL, as on an invitation.
  useLayoutEffect(() => () => window.scrollTo(0, 0), []);

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
        value={username}
        readOnly={username !== undefined}
        defaultValue={failure?.fields?.username ?? ""}
      />
      <PasswordField
        label={t("password")}
        showLabel={t("showPassword")}
        name="password"
        autoComplete="current-password"
      />
      <SubmitButton fullWidth>{t("submit")}</SubmitButton>
      <a href={forgotPasswordHref} className="link self-center">
        {t("forgotPassword")}
      </a>
    </form>
  );
}
