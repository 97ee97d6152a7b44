import type { ReactNode } from "react";
import type { Page } from "@/db/lists/page";
import { ListPanel, type ListPanelProps } from "./list-panel";

type ListViewProps = Omit<ListPanelProps, keyof Page<unknown>> & {
  readonly page: Page<unknown>;
  /** The table. */
  readonly children: ReactNode;
};

/** A list with what belongs to every list. */
export function ListView({ page, children, ...list }: ListViewProps) {
  const { rows, total, previous, next } = page;
  return (
    <ListPanel {...list} {...{ total, previous, next }}>
      {rows.length > 0 ? children : null}
    </ListPanel>
  );
}
