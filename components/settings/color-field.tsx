"use client";

import { useId, useRef } from "react";
import { ContrastReport } from "@/components/settings/contrast-report";
import { useField } from "@/components/ui/action-form";
import { FieldError } from "@/components/ui/field-error";
import { useHydrated } from "@/components/ui/use-hydrated";
import { DEFAULT_COLOR } from "@/lib/color";

type ColorFieldProps = {
  readonly saved: string | null;
  /** What stands in the field, where that is a colour; null for what is none, and for none. */
  readonly shown: string | null;
  readonly onEnter: (text: string) => void;
};

/** A colour as text, and with script the browser's own picker beside it. */
export function ColorField({ saved, shown, onEnter }: ColorFieldProps) {
  const id = useId();
  const text = useRef<HTMLInputElement>(null);
  const hydrated = useHydrated();
  const { value, error } = useField("color");

  function pick(color: string) {
    if (text.current) text.current.value = color;
    onEnter(color);
  }

  return (
    <div className="text-field">
      <label htmlFor={id} className="label">
        Colour of the buttons
      </label>
      <div className="flex gap-2">
        <input
          ref={text}
          id={id}
          name="color"
          defaultValue={value ?? saved ?? ""}
          onChange={(event) => onEnter(event.target.value)}
          placeholder={DEFAULT_COLOR}
          maxLength={7}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}-hint${error ? ` ${id}-error` : ""}`}
          aria-invalid={error ? true : undefined}
          className="input input--full-width h-11"
        />
        <input
          type="color"
          aria-label="Pick the colour"
          disabled={!hydrated}
          value={shown ?? DEFAULT_COLOR}
          onChange={(event) => pick(event.target.value)}
          className="h-11 w-14 shrink-0 rounded-md border border-border bg-field p-1"
        />
      </div>
      <p id={`${id}-hint`} className="description">
        Like #1a56db. Empty is Usher's own. The label on it is white or black, whichever can be read better.
      </p>
      <FieldError id={id} error={error} />
      <div role="status">{shown && <ContrastReport color={shown} />}</div>
    </div>
  );
}
