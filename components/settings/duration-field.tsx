"use client";

import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { DURATION_UNITS, HOURS_PER_UNIT, unitOf } from "@/lib/durations";

type DurationFieldProps = {
  readonly label: string;
  /** The name of the number's input. The name of the unit's select has "Unit" at the end. */
  readonly name: string;
  readonly hours: number;
  readonly hint: string;
};

/** An input for a number, and a select for its unit. */
export function DurationField({ label, name, hours, hint }: DurationFieldProps) {
  const t = useTranslations("settings.duration");
  const unit = unitOf(hours);
  const unitName = `${name}Unit`;
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
        label={t.rich("unit", { field: label, hidden: (text) => <span className="sr-only">{text}</span> })}
        name={unitName}
        defaultValue={unit}
      >
        {DURATION_UNITS.map((option) => (
          <option key={option} value={option}>
            {t(option)}
          </option>
        ))}
      </Select>
      <p className="description col-span-2">{hint}</p>
    </div>
  );
}
