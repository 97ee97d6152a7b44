"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useListNavigation } from "./list-region";

type ListLinkProps = {
  readonly href: string;
  readonly className: string;
  readonly current?: boolean;
  readonly children: ReactNode;
};

export function ListLink({ href, className, current = false, children }: ListLinkProps) {
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
      }}
    >
      {children}
    </Link>
  );
}
