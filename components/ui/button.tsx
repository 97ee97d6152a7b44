"use client";

import type { ComponentProps, MouseEvent } from "react";
import { type ButtonStyle, buttonStyle } from "./button-style";
import { useHydrated } from "./use-hydrated";

type ButtonProps = ButtonStyle &
  Omit<ComponentProps<"button">, "className" | "aria-disabled"> & {
    /** Shows a spinner and ignores clicks. The button keeps the focus, which `disabled` would take away. */
    readonly pending?: boolean;
  };

/** A button that isn't a submit button does nothing without JavaScript, so it is disabled until the page is hydrated. */
export function Button({
  variant,
  size,
  fullWidth,
  className,
  type = "button",
  pending = false,
  disabled = false,
  onClick,
  children,
  ...props
}: ButtonProps) {
  const hydrated = useHydrated();

  function handleClick(event: MouseEvent<HTMLButtonElement>) {
    if (pending) event.preventDefault();
    else onClick?.(event);
  }

  return (
    <button
      {...props}
      type={type}
      disabled={disabled || (type === "button" && !hydrated)}
      aria-disabled={pending || undefined}
      className={buttonStyle({ variant, size, fullWidth, className })}
      onClick={handleClick}
    >
      {pending && <Spinner />}
      {children}
    </button>
  );
}

function Spinner() {
  return (
    <span className="inline-block size-4 shrink-0 animate-spin rounded-full border-2 border-current border-t-transparent" />
  );
}
