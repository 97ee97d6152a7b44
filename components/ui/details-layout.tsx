import type { ReactNode } from "react";

type DetailsLayoutProps = {
  /** What the page is about. */
  readonly facts: ReactNode;
  /** What belongs to it, and what can be changed. */
  readonly children: ReactNode;
};

/**
 * The layout of a page about one user, group or the like. Windows of 1280 px or more show the facts in a column beside the
 * rest, smaller ones above it.
 */
export function DetailsLayout({ facts, children }: DetailsLayoutProps) {
  return (
    <div className="grid items-start gap-x-6 gap-y-4 sm:gap-y-5 xl:not-has-[>:last-child:empty]:grid-cols-[17rem_minmax(0,1fr)]">
      <div className="min-w-0">{facts}</div>
      <div className="flex min-w-0 flex-col gap-4 empty:hidden sm:gap-5">{children}</div>
    </div>
  );
}
