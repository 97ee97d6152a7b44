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

/** The classes of a badge, for other elements that look like one. */
export function badgeStyle(tone: Tone = "default"): string {
  return `chip chip--soft chip--${tone}`;
}
