import type { ReactNode } from "react";

type EmptyStateProps = {
  readonly title: string;
  readonly children?: ReactNode;
};

export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-1 rounded-xl border border-dashed border-border px-6 py-14 text-center">
      <p className="font-medium">
        <bdi>{title}</bdi>
      </p>
      {children && <div className="max-w-md text-muted">{children}</div>}
    </div>
  );
}
