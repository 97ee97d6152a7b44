import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonStyle } from "./button-style";
import { NextIcon, PreviousIcon } from "./icons";
import { ListLink } from "./list-link";
import { type ListAddress, listHref } from "./list-url";

type PaginationProps = {
  readonly address: ListAddress;
  /** Cursors. Null where there is no such page. */
  readonly previous: string | null;
  readonly next: string | null;
};

export function Pagination({ address, previous, next }: PaginationProps) {
  const t = useTranslations("common.list");
  if (previous === null && next === null) return null;
  return (
    <nav aria-label={t("pages")} className="flex justify-end gap-2">
      <PageLink href={previous && listHref(address, { before: previous })}>
        <PreviousIcon />
        {t("previous")}
      </PageLink>
      <PageLink href={next && listHref(address, { after: next })}>
        {t("next")}
        <NextIcon />
      </PageLink>
    </nav>
  );
}

function PageLink({ href, children }: { readonly href: string | null; readonly children: ReactNode }) {
  if (href === null) {
    return (
      <span aria-disabled="true" className={buttonStyle({})}>
        {children}
      </span>
    );
  }
  return (
    <ListLink href={href} className={buttonStyle({})}>
      {children}
    </ListLink>
  );
}
