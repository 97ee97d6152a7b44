"use client";

import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";

type SubmitButtonProps = {
  readonly look?: "primary" | "outline";
  readonly fullWidth?: boolean;
  readonly children: ReactNode;
};

/** The button of a form that works without script; with it, it shows that the form is on its way. */
export function SubmitButton({ look = "primary", fullWidth = false, children }: SubmitButtonProps) {
  const { pending } = useFormStatus();
  return (
    <button
      type="submit"
      aria-disabled={pending}
      className={`button button--lg button--${look} ${fullWidth ? "button--full-width" : ""}`}
      onClick={(event) => {
        if (pending) event.preventDefault();
      }}
    >
      {pending && <span className="spinner" />}
      {children}
    </button>
  );
}
