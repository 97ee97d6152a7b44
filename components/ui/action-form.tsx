"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "./button";
import { ButtonLink } from "./button-link";
import { focusMain } from "./focus-main";
import { FormFailure, FormMessages } from "./form-messages";
import { type FormAction, FormFields, type FormSuccess, useFormAction } from "./form-state";
import { useKeptForm } from "./kept-form";

type ActionFormProps = {
  readonly action: FormAction;
  /** "Create user". */
  readonly submitLabel: string;
  /** Replaces it while the action runs, for one that takes long. */
  readonly pendingLabel?: string;
  readonly variant?: "primary" | "outline" | "danger";
  readonly cancelHref?: string;
  /** Clears the fields on success, as for passwords. */
  readonly resetOnSuccess?: boolean;
  /** For a form that disappears on success: moves the focus to the page. */
  readonly focusMainOnSuccess?: boolean;
  /** Going back to the page, or reloading it, restores what was entered. */
  readonly keepsInput?: boolean;
  /** For a form whose next page shows the result: it isn't announced as well. */
  readonly isResultShownNext?: boolean;
  /** Fields, which find their submitted value and their error by their name. */
  readonly children?: ReactNode;
};

/** A form that works without JavaScript and keeps what was entered when the action fails. */
export function ActionForm({
  action,
  submitLabel,
  pendingLabel = submitLabel,
  variant = "primary",
  cancelHref,
  resetOnSuccess = false,
  focusMainOnSuccess = false,
  keepsInput = false,
  isResultShownNext = false,
  children,
}: ActionFormProps) {
  const t = useTranslations("common");
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const keep = useKeptForm(form, keepsInput);
  const { formProps, pending, failure, success } = useFormAction(action, finish, () => isResultShownNext);

  function finish({ href }: FormSuccess) {
    if (href) {
      keep();
      return router.push(href);
    }
    if (resetOnSuccess) form.current?.reset();
    if (focusMainOnSuccess) focusMain();
  }

  useEffect(() => {
    if (failure) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [failure]);

  return (
    <FormFields failure={failure}>
      <form ref={form} {...formProps} className="flex flex-col gap-4">
        <FormMessages failure={failure} success={success} />
        {children}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant={variant} pending={pending}>
            {pending ? pendingLabel : submitLabel}
          </Button>
          {cancelHref && <ButtonLink href={cancelHref}>{t("cancel")}</ButtonLink>}
          <FormFailure failure={failure} />
        </div>
      </form>
    </FormFields>
  );
}
