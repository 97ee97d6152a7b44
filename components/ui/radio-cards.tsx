"use client";

import { type ReactNode, useId } from "react";
import { useField } from "./action-form";
import { FieldError } from "./field-error";

type Way = { readonly value: string; readonly label: ReactNode; readonly children: ReactNode };

type WaysProps = {
  readonly legend: string;
  readonly name: string;
  /** The first is chosen when the form opens. */
  readonly ways: readonly Way[];
};

/** One of several ways, each with fields of its own. Those of the chosen one show, without script too. */
export function RadioCards({ legend, name, ways }: WaysProps) {
  const { value = ways[0]?.value, error } = useField(name);
  const id = useId();
  return (
    <fieldset
      className="flex min-w-0 flex-col gap-3"
      aria-describedby={error ? `${id}-error` : undefined}
      aria-invalid={error ? true : undefined}
    >
      <legend className="label mb-1.5">{legend}</legend>
      {ways.map((way) => (
        <div key={way.value} className="group/way card">
          <label className="flex items-start gap-3 px-4 py-3 leading-5">
            <input
              type="radio"
              name={name}
              value={way.value}
              defaultChecked={way.value === value}
              className="mt-0.5 size-4 accent-accent"
            />
            <span className="min-w-0 font-medium">{way.label}</span>
          </label>
          <div className="hidden flex-col gap-4 px-4 pt-1 pb-4 group-has-[[type=radio]:checked]/way:flex">
            {way.children}
          </div>
        </div>
      ))}
      <FieldError id={id} error={error} />
    </fieldset>
  );
}
