"use client";

import { type TextareaHTMLAttributes, useId } from "react";
import { useField } from "@/components/forms/action-form";

type TextAreaProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "id" | "className"> & {
  readonly label: string;
};

export function TextArea({ label, defaultValue, ...area }: TextAreaProps) {
  const id = useId();
  const { value, error } = useField(area.name);
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
        aria-describedby={error ? `${id}-error` : undefined}
        aria-invalid={error ? true : undefined}
        className="textarea textarea--full-width"
      />
      {error && (
        <p id={`${id}-error`} className="text-sm text-danger-soft-foreground">
          <bdi>{error}</bdi>
        </p>
      )}
    </div>
  );
}
