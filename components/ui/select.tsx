"use client";

import type { ComponentProps, ReactNode } from "react";
import { controlStyle, Field } from "./field";
import { useField } from "./form-state";

type SelectProps = Omit<ComponentProps<"select">, "id" | "className"> & {
  readonly label: ReactNode;
  readonly hint?: string;
  readonly compact?: boolean;
};

/** A native select. Its children are the options. */
export function Select({ label, hint, compact, defaultValue, children, ...select }: SelectProps) {
  const { value, error } = useField(select.name);
  const submitted = typeof value === "string" ? value : undefined;
  return (
    <Field label={label} hint={hint} error={error} compact={compact}>
      {(control) => (
        <select
          {...select}
          {...control}
          defaultValue={select.value === undefined ? (submitted ?? defaultValue) : undefined}
          className={controlStyle(compact)}
        >
          {children}
        </select>
      )}
    </Field>
  );
}
