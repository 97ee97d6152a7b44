"use client";

import { useRouter } from "next/navigation";
import {
  createContext,
  type FormEvent,
  type ReactNode,
  useActionState,
  useContext,
  useEffect,
  useRef,
  useState,
  useTransition,
} from "react";
import type { FormState } from "@/lib/action-result";
import { callAction } from "./call-action";
import { FailureMessage } from "./failure-message";
import { focusMain } from "./focus-main";
import { NavLink } from "./nav-link";
import { announce } from "./status-message";

export type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

type ActionFormProps = {
  readonly action: FormAction;
  /** What the button says: "Create user". */
  readonly submit: string;
  readonly look?: "primary" | "outline" | "danger";
  readonly cancelHref?: string;
  /** Empty again once it has done its work, as where passwords are entered. */
  readonly clears?: boolean;
  /** Gone once it has done its work: the focus moves to the page. */
  readonly goes?: boolean;
  readonly children: ReactNode;
};

/**
 * A form that works before script has loaded, and keeps what was entered when it comes back with what is wrong. Its
 * fields (`TextField` and its like) find their values and what is wrong with them by their names.
 */
export function ActionForm({
  action,
  submit,
  look = "primary",
  cancelHref,
  clears = false,
  goes = false,
  children,
}: ActionFormProps) {
  const [withoutScript, send] = useActionState(action, null);
  const [withScript, setAnswer] = useState<FormState>(null);
  const [pending, start] = useTransition();
  const router = useRouter();
  const answer = withScript ?? withoutScript;
  const failure = answer && !answer.ok ? answer : null;
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (failure) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [failure]);

  function sendByScript(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const element = event.currentTarget;
    const sent = new FormData(element);
    start(async () => {
      const came = await callAction(() => action(null, sent));
      if (came?.ok) announce(came.said);
      if (came?.ok && came.href) return router.push(came.href);
      if (came?.ok && clears) element.reset();
      if (came?.ok && goes) focusMain();
      setAnswer(came && !came.ok ? { values: {}, ...came } : came);
    });
  }

  return (
    <FormStateContext value={failure}>
      <form
        ref={form}
        action={send}
        onSubmit={sendByScript}
        aria-busy={pending}
        className="flex flex-col gap-4"
      >
        <FailureMessage failure={failure && !shownAtFields(failure) ? failure : null} />
        {withoutScript?.ok && !withScript && <Done {...withoutScript} />}
        {children}
        <div className="flex flex-wrap gap-2">
          <button type="submit" className={`button button--${look}`} aria-disabled={pending}>
            {pending && <span className="spinner" />}
            {submit}
          </button>
          {cancelHref && (
            <NavLink href={cancelHref} className="button button--outline">
              Cancel
            </NavLink>
          )}
        </div>
      </form>
    </FormStateContext>
  );
}

type Failure = Extract<FormState, { readonly ok: false }>;
const FormStateContext = createContext<Failure | null>(null);

/** What was entered in a field before, and what is wrong with it. */
export function useField(name: string | undefined) {
  const failure = useContext(FormStateContext);
  return {
    value: name ? failure?.values[name] : undefined,
    error: name ? failure?.fields?.[name] : undefined,
  };
}

function shownAtFields({ fields, values }: Failure): boolean {
  return Object.keys(fields ?? {}).some((name) => Object.hasOwn(values, name));
}

function Done({ said, href }: { readonly said: string; readonly href?: string }) {
  return (
    <p role="status" className="rounded-xl bg-success-soft px-3 py-2 text-success-soft-foreground">
      {said}{" "}
      {href && (
        <a href={href} className="link">
          Go on
        </a>
      )}
    </p>
  );
}
