"use client";

import {
  createContext,
  type FormEvent,
  type ReactNode,
  startTransition,
  useActionState,
  useContext,
} from "react";
import type { FormState } from "@/lib/action-result";
import { callAction } from "./call-action";
import { announce } from "./status-message";

export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>;
type FormSuccess = Extract<FormState, { readonly ok: true }>;
type FormFailure = Extract<FormState, { readonly ok: false }>;

/**
 * The state of a form that works with and without JavaScript. In the browser, success is announced.
 * @param onSuccess called in the browser only
 * @returns `success` only for a form that was submitted without JavaScript
 */
export function useFormAction(action: FormAction, onSuccess?: (success: FormSuccess) => void) {
  // The server renders the page's own action into the form: only that one works without JavaScript.
  const [state, dispatch, pending] = useActionState(
    typeof window === "undefined" ? action : submitInBrowser,
    null,
  );

  async function submitInBrowser(_previous: FormState, form: FormData): Promise<FormState> {
    const result = await callAction(() => action(null, form));
    if (result === null) return null;
    if (!result.ok) return { values: {}, ...result };
    announce(result.message);
    onSuccess?.(result);
    return null;
  }

  /** Takes the place of React's own submission, which would reset the fields. */
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (!pending) startTransition(() => dispatch(form));
  }

  return {
    formProps: { action: dispatch, onSubmit, "aria-busy": pending },
    pending,
    failure: state && !state.ok ? state : null,
    success: state?.ok ? state : null,
  };
}

const FormFailureContext = createContext<FormFailure | null>(null);

type FormFieldsProps = { readonly failure: FormFailure | null; readonly children: ReactNode };

/** Gives the fields inside their submitted values and errors back. */
export function FormFields({ failure, children }: FormFieldsProps) {
  return <FormFailureContext value={failure}>{children}</FormFailureContext>;
}

/** The submitted value and the error of a field, after a submission that failed. */
export function useField(name: string | undefined) {
  const failure = useContext(FormFailureContext);
  return {
    value: name ? failure?.values[name] : undefined,
    error: name ? failure?.fields?.[name] : undefined,
  };
}
