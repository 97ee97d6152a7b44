"use client"; // what travels is what the list says, and not all that is drawn of it

import type { ReactNode } from "react";
import type { Page } from "@/db/lists/page";
import { total } from "@/lib/plural";
import { EmptyState } from "./empty-state";
import { ListRegion } from "./list-region";
import { ListSearch } from "./list-search";
import { ListToolbar } from "./list-toolbar";
import { ListTotal } from "./list-total";
import type { ListAddress } from "./list-url";
import { Pagination } from "./pagination";

export type ListPanelProps = Pick<Page<unknown>, "total" | "previous" | "next"> & {
  readonly label: string;
  /** What a row is, in the singular: "invitation". */
  readonly noun: string;
  /** Its plural, where an "s" does not make it. */
  readonly nouns?: string;
  readonly searchable?: boolean;
  readonly address: ListAddress;
  readonly filter?: ReactNode;
  /** What stands in place of the table when nothing is there at all. */
  readonly empty: { readonly title: string; readonly hint?: ReactNode };
  /** Whether the address narrows the list, so that an empty one says "nothing matches" instead. */
  readonly narrowed: boolean;
  /** What is to be known about what is listed, or is not. */
  readonly note?: string;
  /** The table; null where there are no rows. */
  readonly children: ReactNode;
};

/** What belongs to every list: search, number, empty state, pages. */
export function ListPanel(props: ListPanelProps) {
  const { label, noun, nouns, searchable = true, address, filter, empty, narrowed, note, children } = props;
  return (
    <ListRegion label={label}>
      <ListToolbar>
        {filter}
        {searchable && <ListSearch address={address} label={`Search ${label.toLowerCase()}`} />}
        <ListTotal>{total(props.total, noun, nouns)}</ListTotal>
      </ListToolbar>
      {note && <p className="rounded-xl bg-warning-soft px-3 py-2 text-warning-soft-foreground">{note}</p>}
      {children}
      {!children && narrowed && (
        <EmptyState title={`No ${noun} matches`}>Try fewer letters, or another filter.</EmptyState>
      )}
      {!children && !narrowed && <EmptyState title={empty.title}>{empty.hint}</EmptyState>}
      <Pagination address={address} previous={props.previous} next={props.next} />
    </ListRegion>
  );
}
