import type { ReactNode } from "react";

export type Tone = "default" | "accent" | "success" | "warning" | "danger";

export function Badge({
  tone = "default",
  children,
}: {
  readonly tone?: Tone;
  readonly children: ReactNode;
}) {
  return <span className={badgeStyle(tone)}>{children}</span>;
}

/** For what is a chip and something else, as an entry of a list. */
export function badgeStyle(tone: Tone = "default"): string {
  return `chip chip--soft chip--${tone}`;
}
