"use client";

import { useId } from "react";
import { useField } from "@/components/forms/action-form";
import { TextField } from "@/components/forms/text-field";
import { UNITS, type Unit } from "@/db/settings/bounds";

/** A number and its unit. */
export function LifetimeField({ hours }: { readonly hours: number }) {
  const id = useId();
  const { value, error } = useField("lifetimeUnit");
  const unit: Unit = hours >= 96 && hours % UNITS.days === 0 ? "days" : "hours";
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_8rem] items-start gap-x-2 gap-y-1.5">
      <TextField
        label="Link lifetime"
        name="lifetime"
        inputMode="numeric"
        defaultValue={hours / UNITS[unit]}
        maxLength={3}
        required
        autoComplete="off"
      />
      <div className="text-field">
        <label htmlFor={id} className="label">
          Unit
        </label>
        <select
          id={id}
          name="lifetimeUnit"
          defaultValue={typeof value === "string" && value ? value : unit}
          aria-invalid={error ? true : undefined}
          className="input input--full-width h-11"
        >
          {Object.keys(UNITS).map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </div>
      <p className="description col-span-2">
        From 1 hour to 30 days, counted from the sending of the mail. What you change holds for invitations
        from then on; those that exist keep the time with which they were made.
      </p>
    </div>
  );
}
