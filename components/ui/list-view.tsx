import type { ReactNode } from "react";
import type { Page } from "@/db/lists/page";
import { ListPanel, type ListPanelProps } from "./list-panel";

type ListViewProps = Omit<ListPanelProps, keyof Page<unknown>> & {
  readonly page: Page<unknown>;
  readonly children: ReactNode;
};

/** A `ListPanel` for a page of rows. */
export function ListView({ page, children, ...list }: ListViewProps) {
  const { rows, total, previous, next } = page;
  return (
    <ListPanel {...list} total={total} previous={previous} next={next}>
      {rows.length > 0 ? children : null}
    </ListPanel>
  );
}
