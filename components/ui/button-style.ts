import { cx } from "./cx";

export type ButtonStyle = {
  readonly variant?: keyof typeof VARIANTS | undefined;
  readonly size?: "sm" | "md" | "lg" | undefined;
  readonly fullWidth?: boolean | undefined;
  readonly className?: string | undefined;
};

const VARIANTS = {
  primary: "button--primary",
  outline: "button--outline",
  danger: "button--danger",
  "danger-soft": "button--danger-soft",
  "danger-outline": "button--outline text-danger-soft-foreground",
};

/** The classes of a button, for elements that look like one: a link, a summary, a React Aria button. */
export function buttonStyle({ variant = "outline", size = "md", fullWidth, className }: ButtonStyle): string {
  return cx(
    "button",
    VARIANTS[variant],
    size !== "md" && `button--${size}`,
    fullWidth && "button--full-width",
    className,
  );
}
