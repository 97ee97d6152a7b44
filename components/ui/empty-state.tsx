import type { ReactNode } from "react";
import { EmptyIcon } from "./icons";

type EmptyStateProps = {
  readonly title: string;
  readonly children?: ReactNode;
  /** The button of the next step. */
  readonly action?: ReactNode;
};

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-1 rounded-xl border border-dashed border-border px-6 py-12 text-center">
      <span className="mb-2 grid size-10 place-items-center rounded-full bg-default text-muted">
        <EmptyIcon />
      </span>
      <p className="font-medium">
        <bdi>{title}</bdi>
      </p>
      {children && <div className="max-w-md text-muted">{children}</div>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
