import type { ReactNode } from "react";

export function StatCards({ children }: { readonly children: ReactNode }) {
  return <div className="grid gap-4 sm:grid-cols-[repeat(auto-fit,minmax(14rem,1fr))]">{children}</div>;
}
