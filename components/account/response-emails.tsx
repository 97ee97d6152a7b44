"use client";

import { FailureMessage } from "@/components/ui/failure-message";
import { type FormAction, useFormAction } from "@/components/ui/form-state";
import { Switch } from "@/components/ui/switch";

export type ResponseEmailsProps = {
  readonly wanted: boolean;
  /** False for an account without an email address. */
  readonly hasAddress: boolean;
  readonly change: FormAction;
};

/** Turns the emails about responses to the user's own invitations on and off. */
export function ResponseEmails({ wanted, hasAddress, change }: ResponseEmailsProps) {
  const { formProps, failure } = useFormAction(change);
  return (
    <form {...formProps} className="flex flex-col gap-2">
      <input type="hidden" name="wanted" value={wanted ? "no" : "yes"} />
      <Switch
        label="Mail me when an invitation of mine is accepted or declined"
        checked={wanted}
        disabled={!hasAddress}
      />
      {!hasAddress && <p className="text-muted">Your account has no e-mail address.</p>}
      <FailureMessage failure={failure} />
    </form>
  );
}
