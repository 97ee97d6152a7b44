import { type ReactNode, useId } from "react";
import { FieldError } from "./field-error";

type FieldProps = {
  readonly label: ReactNode;
  /** Beside the label: "3 usernames". */
  readonly aside?: ReactNode;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** Announces an error that appears while people use the field. */
  readonly announceError?: boolean | undefined;
  /** For dialogs and filters: a lower control, and the error replaces the hint. */
  readonly compact?: boolean | undefined;
  readonly id?: string;
  readonly children: (control: FieldControl) => ReactNode;
};

/** The attributes of an input, a select or a textarea that tie it to its label, hint and error. */
type FieldControl = {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
};

/** A control with its label, hint and error. */
export function Field({
  label,
  aside,
  hint,
  error,
  announceError = false,
  compact = false,
  id: givenId,
  children,
}: FieldProps) {
  const generatedId = useId();
  const id = givenId ?? generatedId;
  const hintId = `${id}-hint`;
  const hintText = compact ? (error ?? hint) : hint;
  const describedBy = [hintText && hintId, error && !compact && `${id}-error`].filter(Boolean).join(" ");
  const labelElement = (
    <label htmlFor={id} className="label">
      {label}
    </label>
  );
  return (
    <div className="flex flex-col gap-1.5">
      {aside ? (
        <div className="flex items-baseline justify-between gap-4">
          {labelElement}
          {aside}
        </div>
      ) : (
        labelElement
      )}
      {children({
        id,
        "aria-describedby": describedBy || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {hintText && (
        <p id={hintId} className={compact && error ? "text-xs text-danger-soft-foreground" : "description"}>
          {hintText}
        </p>
      )}
      {!compact && <FieldError id={id} error={error} announce={announceError} />}
    </div>
  );
}

/** The classes of an input or a select. */
export function controlStyle(compact = false): string {
  return `input input--full-width ${compact ? "h-10 md:h-9" : "h-11"}`;
}
