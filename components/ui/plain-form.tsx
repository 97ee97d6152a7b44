"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState, useTransition } from "react";
import type { ActionFailure } from "@/lib/action-result";
import { callAction } from "./call-action";
import { FailureMessage } from "./failure-message";
import { FormPending } from "./submit-button";

type PlainFormProps = {
  /** Redirects on success, or refreshes the page. */
  readonly action: (form: FormData) => Promise<void>;
  /** Called in the browser, if the page stays. */
  readonly onSuccess?: () => void;
  readonly className?: string;
  readonly children: ReactNode;
};

/** A form that needs no JavaScript. With it, a lost connection shows a message instead of an error page. */
export function PlainForm({ action, onSuccess, className, children }: PlainFormProps) {
  const t = useTranslations("common");
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const [pending, start] = useTransition();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget, submitterOf(event));
    if (pending) return;
    start(async () => {
      setFailure(null);
      const failed = (await callAction(t, () => action(form))) ?? null;
      setFailure(failed);
      if (!failed) onSuccess?.();
    });
  }

  return (
    <form action={action} onSubmit={submit} className={className} aria-busy={pending}>
      <FormPending value={pending}>{children}</FormPending>
      {failure && <FailureMessage failure={failure} />}
    </form>
  );
}

/** The button, which can have a value. */
function submitterOf({ nativeEvent }: FormEvent): HTMLElement | null {
  return nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null;
}
