import { useId } from "react";
import { cx } from "./cx";

type SwitchProps = { readonly label: string; readonly checked: boolean; readonly disabled?: boolean };

/** A submit button that turns a setting on or off. */
export function Switch({ label, checked, disabled = false }: SwitchProps) {
  const labelId = useId();
  return (
    <button
      type="submit"
      role="switch"
      aria-checked={checked}
      aria-labelledby={labelId}
      disabled={disabled}
      className="flex min-h-10 w-full items-center gap-3 rounded-lg text-start disabled:opacity-60"
    >
      <span id={labelId} className="flex-1 leading-5">
        {label}
      </span>
      <span
        aria-hidden="true"
        className={cx(
          "switch flex h-6 w-10 shrink-0 items-center rounded-full border px-1",
          checked ? "justify-end border-accent bg-accent" : "border-field-border bg-field",
        )}
      >
        <span className={`size-4 rounded-full ${checked ? "bg-accent-foreground" : "bg-muted"}`} />
      </span>
    </button>
  );
}
