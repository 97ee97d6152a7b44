"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { FieldError } from "./field-error";
import { useField } from "./form-state";

type RadioOption = { readonly value: string; readonly label: ReactNode; readonly children: ReactNode };

type RadioCardsProps = {
  readonly legend: string;
  readonly name: string;
  /** The first is chosen at first. */
  readonly options: readonly RadioOption[];
};

/**
 * A choice between options that each have their own fields. CSS shows those of the chosen one. The others are disabled, so that
 * a hidden field keeps nobody from sending the form.
 */
export function RadioCards({ legend, name, options }: RadioCardsProps) {
  const { value = options[0]?.value, error } = useField(name);
  const [chosen, setChosen] = useState<string | null>(null);
  const fieldset = useRef<HTMLFieldSetElement>(null);
  const id = useId();

  // People can choose before the script has loaded.
  useEffect(() => {
    setChosen(fieldset.current?.querySelector<HTMLInputElement>("[type=radio]:checked")?.value ?? null);
  }, []);

  return (
    <fieldset
      ref={fieldset}
      className="flex min-w-0 flex-col gap-3"
      aria-describedby={error ? `${id}-error` : undefined}
      aria-invalid={error ? true : undefined}
    >
      <legend className="label mb-1.5">{legend}</legend>
      {options.map((option) => (
        <div key={option.value} className="group/option card">
          <label className="choice relative rounded-xl hover:bg-surface-secondary">
            <input
              type="radio"
              name={name}
              value={option.value}
              defaultChecked={option.value === value}
              onChange={() => setChosen(option.value)}
              className="mt-0.5 size-4"
            />
            <span className="min-w-0 font-medium">{option.label}</span>
          </label>
          <fieldset
            disabled={chosen !== null && option.value !== chosen}
            className="hidden min-w-0 flex-col gap-4 px-card pt-1 pb-4 group-has-[[type=radio]:checked]/option:flex"
          >
            {option.children}
          </fieldset>
        </div>
      ))}
      <FieldError id={id} error={error} />
    </fieldset>
  );
}
