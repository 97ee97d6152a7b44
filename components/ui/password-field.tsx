"use client";

import { type ComponentProps, useState } from "react";
import { TextField } from "./text-field";
import { useHydrated } from "./use-hydrated";

type PasswordFieldProps = Pick<
  ComponentProps<typeof TextField>,
  "label" | "hint" | "name" | "autoComplete"
> & {
  /** "Show new password". */
  readonly showLabel: string;
};

/** A password with a checkbox that shows it. Allows pasting and password managers. */
export function PasswordField({ showLabel, ...props }: PasswordFieldProps) {
  const [visible, setVisible] = useState(false);
  const hydrated = useHydrated();
  return (
    <div className="flex flex-col gap-2">
      <TextField {...props} type={visible ? "text" : "password"} verbatim maxLength={1024} required />
      <label className="flex w-fit items-center gap-2 text-muted">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          disabled={!hydrated}
          checked={visible}
          onChange={({ target }) => setVisible(target.checked)}
        />
        {showLabel}
      </label>
    </div>
  );
}
