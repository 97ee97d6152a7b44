"use client";

import { type ReactNode, useId } from "react";
import { useField } from "./action-form";
import { FieldError } from "./field-error";

type SelectFieldProps = {
  readonly label: string;
  readonly name: string;
  readonly defaultValue: string | number;
  readonly children: ReactNode;
};

/** One of a few. */
export function Select({ label, name, defaultValue, children }: SelectFieldProps) {
  const id = useId();
  const { value, error } = useField(name);
  return (
    <div className="text-field">
      <label htmlFor={id} className="label">
        {label}
      </label>
      <select
        id={id}
        name={name}
        defaultValue={value === undefined ? defaultValue : String(value)}
        aria-describedby={error ? `${id}-error` : undefined}
        aria-invalid={error ? true : undefined}
        className="input input--full-width h-11"
      >
        {children}
      </select>
      <FieldError id={id} error={error} />
    </div>
  );
}
