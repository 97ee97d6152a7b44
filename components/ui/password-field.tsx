"use client";

import { type ComponentProps, useState } from "react";
import { TextField } from "./text-field";
import { useHydrated } from "./use-hydrated";

type PasswordFieldProps = Pick<ComponentProps<typeof TextField>, "label" | "hint" | "name" | "autoComplete">;

/** Takes what is pasted and what password managers fill in; shows it to whoever wants to see what they type. */
export function PasswordField(props: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  const hydrated = useHydrated();
  return (
    <div className="flex flex-col gap-2">
      <TextField
        {...props}
        type={shown ? "text" : "password"}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        maxLength={1024}
        required
      />
      <label className="flex w-fit items-center gap-2 text-muted">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          disabled={!hydrated}
          checked={shown}
          onChange={({ target }) => setShown(target.checked)}
        />
        Show {props.label.toLowerCase()}
      </label>
    </div>
  );
}
