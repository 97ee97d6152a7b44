"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, startTransition, useEffect, useRef, useState } from "react";
import { isFormChanged } from "@/components/update/kept-input";
import { FormMessages } from "./form-messages";
import { type FormAction, FormFields, type FormSuccess, useFormAction } from "./form-state";
import { KeepOrder } from "./kept-order";
import { SaveBar } from "./save-bar";
import { useKeptFocus } from "./use-kept-focus";
import { useUnsavedChanges } from "./use-unsaved-changes";

type SaveFormProps = {
  readonly action: FormAction;
  /** What is saved, as text. When it changes, the fields start again with it. */
  readonly saved: string;
  /** "Save changes" by default. */
  readonly submitLabel?: string;
  /** For a page that is only a form: where to go without saving, instead of "Discard changes". */
  readonly cancelHref?: string;
  /** For a form that can end below the window: its buttons stay in sight while there are unsaved changes. */
  readonly isLong?: boolean;
  /** Called when the changes are discarded, for what is kept outside the fields. */
  readonly onDiscard?: () => void;
  /** Fields, which find their submitted value and their error by their name. */
  readonly children: ReactNode;
};

/**
 * A form for what exists already. It shows whether there are unsaved changes, can discard them, and asks before the page is
 * left. Without JavaScript, it can always be saved.
 */
export function SaveForm({ action, saved, isLong = false, onDiscard, children, ...labels }: SaveFormProps) {
  const t = useTranslations("common.save");
  const form = useRef<HTMLFormElement>(null);
  const [version, setVersion] = useState(0);
  const [isChanged, setChanged] = useState(false);
  const [savedMessage, setSaved] = useState<string | null>(null);
  const { formProps, pending, success, ...result } = useFormAction(action, finish, ({ href }) => !href);
  const [discarded, setDiscarded] = useState<typeof result.failure>(null);
  const failure = result.failure === discarded ? null : result.failure;
  const { isUnsaved, leave, confirmation } = useUnsavedChanges(isChanged || failure !== null, discard);
  const fieldsKey = `${version} ${saved}`;
  const rememberFocus = useKeptFocus(form, fieldsKey);

  // After each rendering, because the fields can have got what is saved now.
  useEffect(check);

  useEffect(() => {
    if (failure) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [failure]);

  function check() {
    setChanged(form.current !== null && isFormChanged(form.current));
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    rememberFocus();
    formProps.onSubmit(event);
  }

  function finish({ href, message }: FormSuccess) {
    if (href) return leave(href);
    setSaved(message);
    startTransition(restart);
  }

  /** Draws the fields again. */
  function restart() {
    setVersion((before) => before + 1);
  }

  function discard() {
    setDiscarded(result.failure);
    setSaved(null);
    restart();
    onDiscard?.();
  }

  return (
    <FormFields failure={failure}>
      <form ref={form} {...formProps} onSubmit={submit} onInput={check} className="flex flex-col gap-4">
        <FormMessages failure={failure} success={success} />
        <KeepOrder>
          <div key={fieldsKey} className="flex flex-col gap-4">
            {children}
          </div>
        </KeepOrder>
        <SaveBar
          submitLabel={t("submit")}
          {...labels}
          isUnsaved={isUnsaved}
          savedMessage={savedMessage}
          failure={failure}
          pending={pending}
          isSticky={isLong}
          onDiscard={discard}
        />
      </form>
      {confirmation}
    </FormFields>
  );
}
