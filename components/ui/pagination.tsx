import type { ReactNode } from "react";
import { NextIcon, PreviousIcon } from "./icons";
import { ListLink } from "./list-link";
import { type ListAddress, listHref } from "./list-url";

type PagerProps = {
  readonly address: ListAddress;
  readonly previous: string | null;
  readonly next: string | null;
};

export function Pagination({ address, previous, next }: PagerProps) {
  if (previous === null && next === null) return null;
  return (
    <nav aria-label="Pages" className="flex justify-end gap-2">
      <PageLink href={previous && listHref(address, { before: previous })}>
        <PreviousIcon />
        Previous
      </PageLink>
      <PageLink href={next && listHref(address, { after: next })}>
        Next
        <NextIcon />
      </PageLink>
    </nav>
  );
}

function PageLink({ href, children }: { readonly href: string | null; readonly children: ReactNode }) {
  const look = "button button--outline";
  if (href === null) {
    return (
      <span aria-disabled="true" className={look}>
        {children}
      </span>
    );
  }
  return (
    <ListLink href={href} className={look}>
      {children}
    </ListLink>
  );
}
