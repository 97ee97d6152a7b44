"use client";

import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { controlStyle, Field } from "./field";
import { useField } from "./form-state";
import { HideIcon, ShowIcon } from "./icons";
import { VERBATIM } from "./text-field";
import { useHydrated } from "./use-hydrated";

type PasswordFieldProps = {
  readonly label: string;
  readonly hint?: string;
  readonly name: string;
  readonly autoComplete: "current-password" | "new-password";
  /** The label of the button that shows the password: "Show new password". */
  readonly showLabel: string;
};

/** A password with a button that shows it, if there is JavaScript. Allows pasting and password managers. */
export function PasswordField({ label, hint, showLabel, ...input }: PasswordFieldProps) {
  const { error } = useField(input.name);
  const [visible, setVisible] = useState(false);
  const hydrated = useHydrated();
  const field = useRef<HTMLInputElement>(null);

  function toggle() {
    const { selectionStart = null, selectionEnd = null } = field.current ?? {};
    flushSync(() => setVisible(!visible));
    if (document.activeElement === field.current)
      field.current?.setSelectionRange(selectionStart, selectionEnd);
  }

  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div className="relative">
          <input
            {...VERBATIM}
            {...input}
            {...control}
            ref={field}
            type={visible ? "text" : "password"}
            maxLength={1024}
            required
            className={`${controlStyle()} pe-12`}
          />
          {hydrated && (
            <button
              type="button"
              aria-label={showLabel}
              aria-pressed={visible}
              aria-controls={control.id}
              className="absolute inset-y-0 end-0 grid w-11 place-items-center rounded-lg text-muted hover:text-foreground"
              onMouseDown={(event) => {
                if (document.activeElement === field.current) event.preventDefault(); // keeps the focus in the field
              }}
              onClick={toggle}
            >
              {visible ? <HideIcon /> : <ShowIcon />}
            </button>
          )}
        </div>
      )}
    </Field>
  );
}
