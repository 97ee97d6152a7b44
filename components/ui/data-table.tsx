// biome-ignore-all lint/a11y/noRedundantRoles: browsers drop the roles of a table that is displayed as a list.
import type { ReactNode } from "react";
import { cx } from "./cx";
import { DisabledUntilHydrated } from "./disabled-until-hydrated";
import { DownIcon, UpDownIcon, UpIcon } from "./icons";
import { ListLink } from "./list-link";
import { type ListAddress, listHref } from "./list-url";

export type Column<Row> = {
  /** Its name in the address. Without it, the list can't be sorted by the column. */
  readonly sortBy?: string | undefined;
  readonly label: string;
  /**
   * "name" has the most space, and "text" shares it: wrap what can be long in `Truncated`. Others are as wide as their content.
   * The labels of "select" and "actions" are for screen readers only, and their controls are disabled until the page is hydrated.
   */
  readonly kind?: "name" | "text" | "select" | "actions";
  readonly numeric?: boolean;
  /** Left out where a table is narrower than 900 pixels, as beside the sidebar on a small laptop. */
  readonly optional?: boolean;
  /**
   * On a phone, where a row has lines: at the end of the line with the name, on the line below it, on one of its own after
   * them, or above. Without it, the cell is left out there, except for "name", "select" and "actions".
   */
  readonly phone?: "first" | "second" | "last" | "top";
  /** What the cell of a number is there, instead of its label and the number: "3 members". */
  readonly phoneText?: (row: Row) => string;
  /** Replaces the label. */
  readonly header?: ReactNode;
  readonly cell: (row: Row) => ReactNode;
};

type DataTableProps<Row> = {
  readonly caption: string;
  /** For a narrow table, which stays a table at any width. */
  readonly small?: boolean;
  /** For rows of several lines: all cells begin at the top. */
  readonly tall?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly address?: ListAddress;
  /** The sort order if the address has none: "username" or "-joined". */
  readonly defaultSort?: string;
};

/** A table with a line for each row, and on a phone a list with two or three lines for each row. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, small, tall, columns, rows, rowKey, address, defaultSort = "" } = props;
  const sort = address?.params.sort ?? defaultSort;
  const table = (
    <div className="@container transition-opacity delay-150 group-aria-busy/list:opacity-50">
      <table
        role="table"
        data-small={small || undefined}
        data-tall={tall || undefined}
        className="data-table"
      >
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <ColumnHeader key={column.label} column={column} sort={sort} address={address} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row" className="group/row">
              {columns.map((column) => (
                <td
                  key={column.label}
                  role="cell"
                  data-label={column.numeric && !column.phoneText ? column.label : undefined}
                  {...layoutOf(column)}
                >
                  {column.phoneText ? (
                    <>
                      <span className="@max-[40rem]:hidden">{column.cell(row)}</span>
                      <span className="text-xs text-muted @[40rem]:hidden">{column.phoneText(row)}</span>
                    </>
                  ) : (
                    column.cell(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
  const hasControls = columns.some(({ kind }) => kind === "select" || kind === "actions");
  return hasControls ? <DisabledUntilHydrated>{table}</DisabledUntilHydrated> : table;
}

function layoutOf({ kind, numeric, optional, phone }: Column<never>) {
  return { "data-kind": kind, "data-numeric": numeric, "data-optional": optional, "data-phone": phone };
}

type ColumnHeaderProps<Row> = {
  readonly column: Column<Row>;
  readonly sort: string;
  readonly address: ListAddress | undefined;
};

function ColumnHeader<Row>({ column, sort, address }: ColumnHeaderProps<Row>) {
  const { sortBy, label, kind, header } = column;
  if (!sortBy || !address) {
    return (
      <th role="columnheader" scope="col" {...layoutOf(column)}>
        {header ?? <span className={kind === "actions" ? "sr-only" : ""}>{label}</span>}
      </th>
    );
  }
  const direction = sort === sortBy ? "ascending" : sort === `-${sortBy}` ? "descending" : "none";
  const Icon = { ascending: UpIcon, descending: DownIcon, none: UpDownIcon }[direction];
  return (
    <th role="columnheader" scope="col" aria-sort={direction} data-sortable {...layoutOf(column)}>
      <ListLink
        href={listHref(address, { sort: direction === "ascending" ? `-${sortBy}` : sortBy })}
        className={cx(
          "inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-foreground",
          "@max-[40rem]:min-h-11 @max-[40rem]:min-w-11",
        )}
      >
        {label}
        <Icon />
      </ListLink>
    </th>
  );
}
