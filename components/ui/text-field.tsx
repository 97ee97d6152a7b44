"use client";

import type { ComponentProps } from "react";
import { controlStyle, Field } from "./field";
import { useField } from "./form-state";

type TextFieldProps = Omit<ComponentProps<"input">, "id" | "className"> & TextFieldOptions;

export type TextFieldOptions = {
  readonly label: string;
  readonly hint?: string;
  readonly compact?: boolean;
  /** For usernames, email addresses and the like: browsers don't capitalize, correct or spell-check it. */
  readonly verbatim?: boolean;
  /** Shown instead of the error that an `ActionForm` finds by the name. */
  readonly error?: string | undefined;
};

export function TextField({
  label,
  hint,
  compact,
  verbatim = false,
  error: givenError,
  defaultValue,
  ...input
}: TextFieldProps) {
  const { value, error } = useField(input.name);
  return (
    <Field label={label} hint={hint} error={givenError ?? error} compact={compact}>
      {(control) => (
        <input
          {...(verbatim ? VERBATIM : {})}
          {...input}
          {...control}
          defaultValue={input.value === undefined ? (value ?? defaultValue) : undefined}
          className={`${controlStyle(compact)} read-only:bg-default`}
        />
      )}
    </Field>
  );
}

/** The attributes of a verbatim field. */
export const VERBATIM = { autoCapitalize: "none", autoCorrect: "off", spellCheck: false } as const;
