"use client";

import { useTranslations } from "next-intl";
import {
  createContext,
  type FormEvent,
  type ReactNode,
  startTransition,
  useActionState,
  useContext,
  useRef,
} from "react";
import type { ActionFailure, FormState } from "@/lib/action-result";
import { callAction, mentionKeptInput } from "./call-action";
import { readFiles } from "./read-files";
import { announce } from "./status-message";

export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>;
export type FormSuccess = Extract<FormState, { readonly ok: true }>;
type FormFailure = Extract<FormState, { readonly ok: false }>;

/**
 * The state of a form that works with and without JavaScript. In the browser, success is announced, unless the form shows it.
 * @param onSuccess called in the browser only
 * @param showsSuccess whether the form itself shows the message of a success
 * @returns `success` only for a form that was submitted without JavaScript
 */
export function useFormAction(
  action: FormAction,
  onSuccess?: (success: FormSuccess) => void,
  showsSuccess: (success: FormSuccess) => boolean = () => false,
) {
  const t = useTranslations("common");
  const [state, dispatch, pending] = useActionState(isOnServer() ? action : submitInBrowser, null);

  const hasInput = useRef(false);

  async function submitInBrowser(_previous: FormState, form: FormData): Promise<FormState> {
    const unreadable = await readFiles(t, form);
    if (unreadable) return unreadable;
    const result = await callAction(t, () => action(null, form));
    if (result === null) return null;
    // A lost connection returns no values, and the fields still have theirs.
    if (!result.ok) return { values: {}, ...(hasInput.current ? mentionKeptInput(t, result) : result) };
    if (!showsSuccess(result)) announce(result.message);
    onSuccess?.(result);
    return null;
  }

  /** Takes the place of React's own submission, which would reset the fields. */
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    hasInput.current = [...event.currentTarget.elements].some(isInput);
    if (!pending) startTransition(() => dispatch(form));
  }

  return {
    formProps: { action: dispatch, onSubmit, "aria-busy": pending },
    pending,
    failure: state && !state.ok ? state : null,
    success: state?.ok ? state : null,
  };
}

/** An action that redirects on success, so that it returns only failures. */
export type RedirectingAction = (
  previous: ActionFailure | null,
  form: FormData,
) => Promise<ActionFailure | null>;

/** The state of a form whose action redirects on success. */
export function useRedirectingAction(action: RedirectingAction) {
  const t = useTranslations("common");
  const inBrowser: RedirectingAction = (previous, form) => callAction(t, () => action(previous, form));
  return useActionState(isOnServer() ? action : inBrowser, null);
}

/** The server must render the page's own action into the form, because no other works without JavaScript. */
function isOnServer(): boolean {
  return typeof window === "undefined";
}

/** Whether a control is one in which people enter something. */
function isInput(control: Element): boolean {
  return control.matches("input:not([type=hidden]), select, textarea");
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
