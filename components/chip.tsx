import type { ReactNode } from "react";

export type Tone = "default" | "accent" | "success" | "warning" | "danger";

export function Chip({ tone = "default", children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <span className={`chip chip--soft chip--${tone} max-w-full min-w-0 shrink whitespace-nowrap`}>
      {children}
    </span>
  );
}
