"use client";

import { type ChangeEvent, useState } from "react";
import { cx } from "./cx";
import { Field } from "./field";
import { useField } from "./form-state";

type FileFieldProps = {
  readonly label: string;
  readonly name: string;
  readonly hint: string;
  readonly accept: string;
  readonly required?: boolean;
  /** Checked in the browser before the upload, and again by the action. */
  readonly limit: { readonly bytes: number; readonly message: string };
  /** Called with the chosen file, with null when there is no file or it is too large. */
  readonly onPick?: (file: File | null) => void;
};

/** Chooses one file, and rejects one that is too large before it is uploaded. */
export function FileField({ label, name, hint, accept, limit, required = true, onPick }: FileFieldProps) {
  const [tooLarge, setTooLarge] = useState(false);
  const { error } = useField(name);

  function pick({ currentTarget: input }: ChangeEvent<HTMLInputElement>) {
    const file = input.files?.[0] ?? null;
    const isTooLarge = file !== null && file.size > limit.bytes;
    setTooLarge(isTooLarge);
    input.setCustomValidity(isTooLarge ? limit.message : "");
    onPick?.(isTooLarge ? null : file);
  }

  return (
    <Field label={label} hint={hint} error={tooLarge ? limit.message : error} announceError>
      {(control) => (
        <input
          {...control}
          type="file"
          name={name}
          accept={accept}
          required={required}
          onChange={pick}
          className={cx(
            "w-full rounded-md border border-border bg-field p-1.5",
            "file:me-3 file:h-8 file:rounded-md file:border-0",
            "file:bg-default file:px-3 file:font-medium file:text-default-foreground",
          )}
        />
      )}
    </Field>
  );
}
