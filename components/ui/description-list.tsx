import type { ReactNode } from "react";

export function DescriptionList({ children }: { readonly children: ReactNode }) {
  return <dl className="card divide-y divide-separator px-5 py-2 sm:px-6">{children}</dl>;
}

export function DescriptionItem({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-x-4 py-2.5 sm:grid-cols-[10rem_minmax(0,1fr)]">
      <dt className="text-muted">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
