import type { ReactNode } from "react";

type AskFirstProps = { readonly label: string; readonly children: ReactNode };

/** Asks once before something is lost, without script too: what will be lost, and the form that does it, open below. */
export function Disclosure({ label, children }: AskFirstProps) {
  return (
    <details className="group flex flex-col gap-3">
      <summary className="button button--outline list-none">{label}</summary>
      <div className="card mt-3 flex flex-col gap-3 p-4">{children}</div>
    </details>
  );
}
