"use client";

import { useActionState } from "react";
import { FailureMessage } from "@/components/ui/failure-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { ActionFailure } from "@/lib/action-result";

type FindOrganizationFormProps = {
  /** Reads `handle`. Redirects on success. */
  readonly action: (previous: ActionFailure | null, form: FormData) => Promise<ActionFailure | null>;
};

export function FindOrganizationForm({ action }: FindOrganizationFormProps) {
  const [failure, submit] = useActionState(action, null);
  return (
    <form action={submit} className="card flex flex-col gap-4 p-5 sm:p-6">
      <FailureMessage failure={failure} />
      <TextField
        label="Organization"
        name="handle"
        hint="Its short name, as in the address /t/meridian."
        autoComplete="organization"
        verbatim
        maxLength={64}
        required
      />
      <SubmitButton fullWidth>Continue</SubmitButton>
    </form>
  );
}
