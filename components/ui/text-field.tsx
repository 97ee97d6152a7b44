"use client";

import { type InputHTMLAttributes, useId } from "react";
import { useField } from "./action-form";
import { FieldError } from "./field-error";

type TextFieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, "id" | "className"> & {
  readonly label: string;
  readonly hint?: string;
};

export function TextField({ label, hint, defaultValue, ...input }: TextFieldProps) {
  const id = useId();
  const { value, error } = useField(input.name);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="text-field">
      <label htmlFor={id} className="label">
        {label}
      </label>
      <input
        {...input}
        {...(input.value === undefined && { defaultValue: value ?? defaultValue })}
        id={id}
        aria-describedby={described || undefined}
        aria-invalid={error ? true : undefined}
        className="input input--full-width h-11 read-only:bg-default"
      />
      {hint && (
        <p id={`${id}-hint`} className="description">
          {hint}
        </p>
      )}
      <FieldError id={id} error={error} />
    </div>
  );
}
