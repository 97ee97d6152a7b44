"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useListNavigation } from "./list-region";

type ListLinkProps = {
  readonly href: string;
  readonly className: string;
  readonly current?: boolean;
  /** For a link that is gone on the next page: moves the focus. */
  readonly moveFocus?: () => void;
  readonly children: ReactNode;
};

export function ListLink({ href, className, current = false, moveFocus, children }: ListLinkProps) {
  const { navigate } = useListNavigation();
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={current ? "true" : undefined}
      className={className}
      onNavigate={(event) => {
        event.preventDefault();
        navigate(href);
        moveFocus?.();
      }}
    >
      {children}
    </Link>
  );
}
