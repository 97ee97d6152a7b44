"use client";

import { type ChangeEvent, useId, useState } from "react";
import { useField } from "./action-form";

type FileFieldProps = {
  readonly label: string;
  readonly name: string;
  readonly hint: string;
  readonly accept: string;
  readonly required?: boolean;
  /** With script a larger file is told of before it is sent. */
  readonly most: { readonly bytes: number; readonly words: string };
  readonly onPick?: (file: File | null) => void;
};

export function FileField({ label, name, hint, accept, most, required = true, onPick }: FileFieldProps) {
  const id = useId();
  const [tooLarge, setTooLarge] = useState(false);
  const field = useField(name);
  const error = tooLarge ? most.words : field.error;

  function picked({ currentTarget: input }: ChangeEvent<HTMLInputElement>) {
    const file = input.files?.[0] ?? null;
    const large = file !== null && file.size > most.bytes;
    setTooLarge(large);
    input.setCustomValidity(large ? most.words : "");
    onPick?.(large ? null : file);
  }

  return (
    <div className="text-field">
      <label htmlFor={id} className="label">
        {label}
      </label>
      <input
        type="file"
        id={id}
        name={name}
        accept={accept}
        required={required}
        onChange={picked}
        aria-describedby={`${id}-hint${error ? ` ${id}-error` : ""}`}
        aria-invalid={error ? true : undefined}
        className="w-full rounded-md border border-border bg-field p-1.5 file:me-3 file:h-8 file:rounded-md file:border-0 file:bg-default file:px-3 file:font-medium file:text-default-foreground"
      />
      <p id={`${id}-hint`} className="description">
        {hint}
      </p>
      {error && (
        <p
          id={`${id}-error`}
          role="alert"
          className="text-sm whitespace-pre-line text-danger-soft-foreground"
        >
          <bdi>{error}</bdi>
        </p>
      )}
    </div>
  );
}
