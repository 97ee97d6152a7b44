"use client";

import { useActionState } from "react";
import { FailureMessage } from "@/components/ui/failure-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { ActionFailure } from "@/lib/action-result";

export type SignIn = (previous: ActionFailure | null, form: FormData) => Promise<ActionFailure | null>;

type SignInFormProps = {
  /** Reads `username` and `password`. Redirects on success. */
  readonly action: SignIn;
  /** The only account that can sign in here, as on an invitation. */
  readonly username?: string;
  readonly forgotPasswordHref: string;
};

export function SignInForm({ action, username, forgotPasswordHref }: SignInFormProps) {
  const [failure, submit] = useActionState(action, null);
  return (
    <form action={submit} className="card flex flex-col gap-4 p-5 sm:p-6">
      <FailureMessage failure={failure} />
      <TextField
        label="Username"
        name="username"
        autoComplete="username"
        verbatim
        maxLength={256}
        required
        value={username}
        readOnly={username !== undefined}
        defaultValue={failure?.fields?.username ?? ""}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        maxLength={1024}
        required
      />
      <SubmitButton fullWidth>Sign in</SubmitButton>
      <a href={forgotPasswordHref} className="link self-center">
        Forgot password?
      </a>
    </form>
  );
}
