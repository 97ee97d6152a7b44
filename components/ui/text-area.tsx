"use client";

import { type TextareaHTMLAttributes, useId } from "react";
import { useField } from "./action-form";
import { FieldError } from "./field-error";

type TextAreaProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "id" | "className"> & {
  readonly label: string;
  readonly hint?: string;
};

export function TextArea({ label, hint, defaultValue, ...area }: TextAreaProps) {
  const id = useId();
  const { value, error } = useField(area.name);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="text-field">
      <label htmlFor={id} className="label">
        {label}
      </label>
      <textarea
        rows={3}
        {...area}
        defaultValue={value ?? defaultValue}
        id={id}
        aria-describedby={described || undefined}
        aria-invalid={error ? true : undefined}
        className="textarea textarea--full-width"
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
