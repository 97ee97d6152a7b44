"use client";

import { type ReactNode, useId } from "react";
import { FieldError } from "./field-error";
import { useField } from "./form-state";
import { useKeptOrder } from "./kept-order";
import { Name } from "./name";

type Choice = {
  readonly value: string;
  readonly label: string;
  readonly hint?: ReactNode;
  /** Can't be checked. If it is checked already, it can be unchecked. */
  readonly disabled?: boolean;
};

type CheckboxGroupProps = {
  readonly legend: string;
  /** For a group right below a heading that says the same. */
  readonly hideLegend?: boolean;
  readonly name: string;
  readonly choices: readonly Choice[];
  /** The values that are checked at first. */
  readonly checked?: readonly string[];
};

/** Submits its name once for each checked value. */
export function CheckboxGroup({
  legend,
  hideLegend = false,
  name,
  choices,
  checked = [],
}: CheckboxGroupProps) {
  const { value, error } = useField(name);
  const shown = useKeptOrder(name, choices);
  const id = useId();
  const initial = new Set(value ?? checked);
  return (
    <fieldset
      className="flex min-w-0 flex-col gap-1.5"
      aria-describedby={error ? `${id}-error` : undefined}
      aria-invalid={error ? true : undefined}
    >
      <legend className={hideLegend ? "sr-only" : "label mb-1.5"}>{legend}</legend>
      <div className="card max-h-96 divide-y divide-separator overflow-y-auto">
        {shown.map((choice) => (
          <label key={choice.value} className="choice-row choice">
            <input
              type="checkbox"
              name={name}
              value={choice.value}
              defaultChecked={initial.has(choice.value)}
              disabled={choice.disabled && !initial.has(choice.value)}
              className="mt-0.5 size-4 shrink-0"
            />
            <span className="min-w-0">
              <Name className="block font-medium">{choice.label}</Name>
              {choice.hint && <span className="block text-muted">{choice.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      <FieldError id={id} error={error} />
    </fieldset>
  );
}
