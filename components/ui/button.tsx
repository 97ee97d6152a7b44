"use client";

import type { ComponentProps, MouseEvent } from "react";
import { type ButtonStyle, buttonStyle } from "./button-style";
import { cx } from "./cx";
import { useHydrated } from "./use-hydrated";

type ButtonProps = ButtonStyle &
  Omit<ComponentProps<"button">, "className" | "aria-disabled"> & {
    /** Shows a spinner and ignores clicks. The button keeps the focus, which `disabled` would take away. */
    readonly pending?: boolean;
    /** Ignores clicks for now, and keeps the focus, too. The label says until when, so it stays easy to read. */
    readonly waiting?: boolean;
  };

/** A button that isn't a submit button does nothing without JavaScript, so it is disabled until the page is hydrated. */
export function Button({
  variant,
  size,
  fullWidth,
  className,
  type = "button",
  pending = false,
  waiting = false,
  disabled = false,
  onClick,
  children,
  ...props
}: ButtonProps) {
  const hydrated = useHydrated();

  function handleClick(event: MouseEvent<HTMLButtonElement>) {
    if (pending || waiting) event.preventDefault();
    else onClick?.(event);
  }

  return (
    <button
      {...props}
      type={type}
      disabled={disabled || (type === "button" && !hydrated)}
      aria-disabled={pending || waiting || undefined}
      className={buttonStyle({
        variant: waiting ? "outline" : variant,
        size,
        fullWidth,
        className: cx(waiting && "text-muted [--disabled-opacity:1]", className),
      })}
      onClick={handleClick}
    >
      {pending && <Spinner />}
      <span className="contents">{children}</span>
    </button>
  );
}

function Spinner() {
  return (
    <span className="inline-block size-4 shrink-0 animate-spin rounded-full border-2 border-current border-t-transparent" />
  );
}
