"use client";

import { type ReactNode, useId } from "react";
import { useField } from "./action-form";
import { FieldError } from "./field-error";
import { Name } from "./name";

type Check = {
  readonly value: string;
  readonly label: string;
  readonly hint?: ReactNode;
  /** Cannot be ticked; what is ticked already can still be taken away. */
  readonly refused?: boolean;
};

type CheckListProps = {
  readonly legend: string;
  readonly name: string;
  readonly choices: readonly Check[];
  /** The values that are ticked when the form opens. */
  readonly checked?: readonly string[];
};

/** Several of many, each with its sentence. Sent under one name, once for each that is ticked. */
export function CheckboxGroup({ legend, name, choices, checked = [] }: CheckListProps) {
  const { value, error } = useField(name);
  const id = useId();
  const ticked = new Set(value ?? checked);
  return (
    <fieldset
      className="flex min-w-0 flex-col gap-1.5"
      aria-describedby={error ? `${id}-error` : undefined}
      aria-invalid={error ? true : undefined}
    >
      <legend className="label mb-1.5">{legend}</legend>
      <div className="card max-h-96 divide-y divide-separator overflow-y-auto">
        {choices.map((choice) => (
          <label key={choice.value} className="flex items-start gap-3 px-4 py-2.5 leading-5">
            <input
              type="checkbox"
              name={name}
              value={choice.value}
              defaultChecked={ticked.has(choice.value)}
              disabled={choice.refused && !ticked.has(choice.value)}
              className="mt-0.5 size-4 shrink-0 accent-accent"
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
