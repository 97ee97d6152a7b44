"use client";

import type { ReactNode } from "react";
import { FailureMessage } from "@/components/ui/failure-message";
import { type FormAction, useFormAction } from "@/components/ui/form-state";
import { FormPending, SubmitButton } from "@/components/ui/submit-button";

type AcceptFormProps = { readonly accept: FormAction; readonly children: ReactNode };

/** Its button, and the reason if that fails, are in the grid of `RespondToInvitation`. */
export function AcceptForm({ accept, children }: AcceptFormProps) {
  const { formProps, pending, failure } = useFormAction(accept);
  return (
    <form {...formProps} className="contents *:[&[role=alert]]:col-span-full">
      <FormPending value={pending}>
        <SubmitButton
          fullWidth
          className="z-1 h-auto min-h-11 px-3 py-2 leading-5 whitespace-normal min-[360px]:[grid-area:1/1]"
        >
          {children}
        </SubmitButton>
      </FormPending>
      <FailureMessage failure={failure} />
    </form>
  );
}
