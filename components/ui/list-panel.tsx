"use client"; // Sending the props to the browser takes fewer bytes than sending the rendered list.

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Page } from "@/db/lists/page";
import type { Messages } from "@/i18n/messages";
import { buttonStyle } from "./button-style";
import { cx } from "./cx";
import { EmptyState } from "./empty-state";
import { FilterIcon, MoreIcon } from "./icons";
import { ListLink } from "./list-link";
import { ListRegion } from "./list-region";
import { ListSearch } from "./list-search";
import { ListSheet } from "./list-sheet";
import { focusListTotal, ListTotal } from "./list-total";
import { isFiltered, type ListAddress, listHref } from "./list-url";
import { Pagination } from "./pagination";

type ListNoun = keyof Messages["common"]["lists"];

export type ListPanelProps = Pick<Page<unknown>, "total" | "previous" | "next"> & {
  readonly label: string;
  /** What a row is. */
  readonly noun: ListNoun;
  readonly searchable?: boolean;
  readonly address: ListAddress;
  readonly filter?: ReactNode;
  /** Above the list: the filter as a summary of it, which phones show, too. */
  readonly summary?: ReactNode;
  /** What the filter shows, if that isn't all: "Expired". */
  readonly filterValue?: string | undefined;
  /** For all rows that the filter shows. */
  readonly actions?: ReactNode;
  /** Actions that are needed rarely. */
  readonly moreActions?: ReactNode;
  /** Replaces the table if the list is empty without a filter. */
  readonly empty: {
    readonly title: string;
    readonly hint?: ReactNode;
    /** The button that fills the list. */
    readonly action?: ReactNode;
  };
  /** Whether the address has a search or a filter. */
  readonly narrowed: boolean;
  /** Replaces "No users found" for a filter: "No disabled users". */
  readonly noMatches?: string | undefined;
  /** A remark above the list. */
  readonly note?: string;
  /** The table. Null if there are no rows. */
  readonly children: ReactNode;
};

/** The search, total, empty state and pagination of a list. */
export function ListPanel(props: ListPanelProps) {
  const { label, noun, searchable = true, address, actions, moreActions, note, children } = props;
  const { count, more } = props.total;
  const search = address.params.q;
  const t = useTranslations("common");
  return (
    <ListRegion label={label}>
      {props.summary}
      <div className={TOOLBAR}>
        <Filter {...props} />
        {searchable && <ListSearch address={address} label={t(`lists.${noun}.search`)} />}
        {moreActions && (
          <ListSheet
            title={t("list.moreActions")}
            button={<MoreIcon />}
            buttonLabel={t("list.moreActions")}
            square
          >
            {moreActions}
          </ListSheet>
        )}
        <div className="flex w-full items-center gap-2 sm:contents">
          <ListTotal isAlone={!(searchable || props.filter || actions || moreActions)}>
            {t(`lists.${noun}.${more ? "totalOrMore" : "total"}`, { count })}
          </ListTotal>
          {actions}
        </div>
      </div>
      {note && <p className="rounded-xl bg-warning-soft px-3 py-2 text-warning-soft-foreground">{note}</p>}
      {children}
      {!children && <Nothing search={search} {...props} />}
      <Pagination address={address} previous={props.previous} next={props.next} />
    </ListRegion>
  );
}

/** Its fields have the line of its buttons: an icon, a placeholder or an arrow tells what they are. */
const TOOLBAR = cx(
  "flex flex-wrap items-center gap-x-2 gap-y-2 sm:gap-x-4 sm:gap-y-3",
  "[--field-border:var(--border)]",
);

function Filter({
  address,
  filter,
  filterValue,
}: Pick<ListPanelProps, "address" | "filter" | "filterValue">) {
  const t = useTranslations("common.list");
  if (!filter) return null;
  return (
    <ListSheet
      title={t("filter")}
      button={
        <>
          <FilterIcon />
          <bdi className="truncate">{filterValue ?? t("filter")}</bdi>
        </>
      }
      {...(filterValue && { buttonLabel: t("filterValue", { value: filterValue }) })}
      isActive={isFiltered(address)}
    >
      {filter}
    </ListSheet>
  );
}

type NothingProps = Pick<ListPanelProps, "noun" | "address" | "empty" | "narrowed" | "noMatches"> & {
  readonly search: string | undefined;
};

function Nothing({ search, noun, address, empty, narrowed, noMatches }: NothingProps) {
  const t = useTranslations("common");
  if (!search && !narrowed) {
    return (
      <EmptyState title={empty.title} action={empty.action}>
        {empty.hint}
      </EmptyState>
    );
  }
  const { path, params } = address;
  const href = search ? listHref(address, { q: "" }) : listHref({ path, params: { sort: params.sort } }, {});
  return (
    <EmptyState
      title={search ? t("list.noResults", { search }) : (noMatches ?? t(`lists.${noun}.noMatches`))}
      action={
        <ListLink href={href} className={buttonStyle({})} moveFocus={focusListTotal}>
          {t(search ? "list.clearSearch" : "list.clearFilter")}
        </ListLink>
      }
    />
  );
}
