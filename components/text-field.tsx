import { type InputHTMLAttributes, useId } from "react";

type TextFieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, "id" | "className"> & {
  readonly label: string;
  readonly hint?: string;
};

export function TextField({ label, hint, ...input }: TextFieldProps) {
  const id = useId();
  return (
    <div className="text-field">
      <label htmlFor={id} className="label">
        {label}
      </label>
      <input
        {...input}
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="input input--full-width h-11 read-only:bg-default"
      />
      {hint && (
        <p id={`${id}-hint`} className="description">
          {hint}
        </p>
      )}
    </div>
  );
}
