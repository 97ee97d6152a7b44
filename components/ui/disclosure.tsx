import type { ReactNode } from "react";
import { buttonStyle } from "./button-style";

type DisclosureProps = { readonly label: string; readonly children: ReactNode };

/** A confirmation that works without JavaScript: the button opens the consequences and the form below it. */
export function Disclosure({ label, children }: DisclosureProps) {
  return (
    <details className="group flex flex-col gap-3">
      <summary className={buttonStyle({ className: "list-none" })}>{label}</summary>
      <div className="card mt-3 flex flex-col gap-3 p-4">{children}</div>
    </details>
  );
}
