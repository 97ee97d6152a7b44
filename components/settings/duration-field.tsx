"use client";

import { useId } from "react";
import { useField } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/text-field";
import { HOURS_PER_UNIT, unitOf } from "@/lib/durations";

type DurationFieldProps = {
  readonly label: string;
  /** Of the number; the unit's is the same with "Unit". */
  readonly name: string;
  readonly hours: number;
  readonly hint: string;
};

/** A number and its unit. */
export function DurationField({ label, name, hours, hint }: DurationFieldProps) {
  const id = useId();
  const { value, error } = useField(`${name}Unit`);
  const unit = unitOf(hours);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_8rem] items-start gap-x-2 gap-y-1.5">
      <TextField
        label={label}
        name={name}
        inputMode="numeric"
        defaultValue={hours / HOURS_PER_UNIT[unit]}
        maxLength={3}
        required
        autoComplete="off"
      />
      <div className="text-field">
        <label htmlFor={id} className="label">
          Unit<span className="sr-only"> of {label.toLowerCase()}</span>
        </label>
        <select
          id={id}
          name={`${name}Unit`}
          defaultValue={typeof value === "string" && value ? value : unit}
          aria-invalid={error ? true : undefined}
          className="input input--full-width h-11"
        >
          {Object.keys(HOURS_PER_UNIT).map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </div>
      <p className="description col-span-2">{hint}</p>
    </div>
  );
}
