import type { ReactNode } from "react";
import { type ButtonStyle, buttonStyle } from "./button-style";

type DisclosureProps = Pick<ButtonStyle, "variant"> & {
  readonly label: string;
  readonly children: ReactNode;
};

/** A confirmation that works without JavaScript: the button opens the consequences and the form below it. */
export function Disclosure({ label, variant, children }: DisclosureProps) {
  return (
    <details className="group flex flex-col gap-3">
      <summary className={buttonStyle({ variant, className: "list-none" })}>{label}</summary>
      <div className="card mt-3 flex flex-col gap-3 p-card">{children}</div>
    </details>
  );
}
