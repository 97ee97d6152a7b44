"use client";

import type { ComponentProps } from "react";
import { Field } from "./field";
import { useField } from "./form-state";
import { type TextFieldOptions, VERBATIM } from "./text-field";

type TextAreaProps = Omit<ComponentProps<"textarea">, "id" | "className"> &
  TextFieldOptions & {
    /** Announces an error that appears while people use the field. */
    readonly announceError?: boolean;
  };

/** A `TextField` of several lines. */
export function TextArea({
  label,
  hint,
  compact,
  verbatim = false,
  error: givenError,
  announceError,
  defaultValue,
  ...area
}: TextAreaProps) {
  const { value, error } = useField(area.name);
  return (
    <Field
      label={label}
      hint={hint}
      error={givenError ?? error}
      compact={compact}
      announceError={announceError}
    >
      {(control) => (
        <textarea
          rows={3}
          {...(verbatim ? VERBATIM : {})}
          {...area}
          {...control}
          defaultValue={area.value === undefined ? (value ?? defaultValue) : undefined}
          className="textarea textarea--full-width"
        />
      )}
    </Field>
  );
}
