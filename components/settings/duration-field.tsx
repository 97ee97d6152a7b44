"use client";

import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { HOURS_PER_UNIT, unitOf } from "@/lib/durations";

type DurationFieldProps = {
  readonly label: string;
  /** The name of the number. The name of the unit ends with "Unit". */
  readonly name: string;
  readonly hours: number;
  readonly hint: string;
};

/** A number and its unit. */
export function DurationField({ label, name, hours, hint }: DurationFieldProps) {
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
      <Select
        label={
          <>
            Unit<span className="sr-only"> of {label.toLowerCase()}</span>
          </>
        }
        name={`${name}Unit`}
        defaultValue={unit}
      >
        {Object.keys(HOURS_PER_UNIT).map((each) => (
          <option key={each}>{each}</option>
        ))}
      </Select>
      <p className="description col-span-2">{hint}</p>
    </div>
  );
}
