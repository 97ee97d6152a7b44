import type { ReactNode } from "react";

/** Search and filters above a list. */
export function ListToolbar({ children }: { readonly children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-x-4 gap-y-3">{children}</div>;
}
