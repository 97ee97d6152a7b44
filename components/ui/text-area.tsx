"use client";

import type { ComponentProps } from "react";
import { Field } from "./field";
import { useField } from "./form-state";
import { type TextFieldOptions, VERBATIM } from "./text-field";

type TextAreaProps = Omit<ComponentProps<"textarea">, "id" | "className"> & TextFieldOptions;

/** A `TextField` of several lines. */
export function TextArea({
  label,
  hint,
  compact,
  verbatim = false,
  error: givenError,
  defaultValue,
  ...area
}: TextAreaProps) {
  const { value, error = givenError } = useField(area.name);
  return (
    <Field label={label} hint={hint} error={error} compact={compact}>
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
