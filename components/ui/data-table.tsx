// biome-ignore-all lint/a11y/noRedundantRoles: browsers drop the roles of a table that is displayed as cards.
import type { ReactNode } from "react";
import { DownIcon, UpDownIcon, UpIcon } from "./icons";
import { ListLink } from "./list-link";
import { type ListAddress, listHref } from "./list-url";

export type Column<Row> = {
  /** Its name in the address. Without it, the list can't be sorted by the column. */
  readonly sortBy?: string | undefined;
  readonly label: string;
  /** The row's name, its checkbox or its buttons. The labels of the last two are for screen readers only. */
  readonly kind?: "name" | "select" | "actions";
  readonly numeric?: boolean;
  /** Replaces the label. */
  readonly header?: ReactNode;
  readonly cell: (row: Row) => ReactNode;
};

type DataTableProps<Row> = {
  readonly caption: string;
  /** For a narrow table, which stays a table at any width. */
  readonly small?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly address?: ListAddress;
  /** The sort order if the address has none: "username" or "-joined". */
  readonly defaultSort?: string;
};

/** A table that turns each row into a card where the space is narrow. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, small, columns, rows, rowKey, address, defaultSort = "" } = props;
  const sort = address?.params.sort ?? defaultSort;
  return (
    <div className="@container transition-opacity delay-150 group-aria-busy/list:opacity-50">
      <table role="table" data-small={small || undefined} className="data-table">
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
            <tr key={rowKey(row)} role="row">
              {columns.map((column) => (
                <td
                  key={column.label}
                  role="cell"
                  data-kind={column.kind}
                  data-label={column.kind ? undefined : column.label}
                  data-numeric={column.numeric}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type ColumnHeaderProps<Row> = {
  readonly column: Column<Row>;
  readonly sort: string;
  readonly address: ListAddress | undefined;
};

function ColumnHeader<Row>({ column, sort, address }: ColumnHeaderProps<Row>) {
  const { sortBy, label, kind, numeric, header } = column;
  if (!sortBy || !address) {
    return (
      <th role="columnheader" scope="col" data-kind={kind} data-numeric={numeric}>
        {header ?? <span className={kind === "actions" ? "sr-only" : ""}>{label}</span>}
      </th>
    );
  }
  const direction = sort === sortBy ? "ascending" : sort === `-${sortBy}` ? "descending" : "none";
  const Icon = { ascending: UpIcon, descending: DownIcon, none: UpDownIcon }[direction];
  return (
    <th role="columnheader" scope="col" aria-sort={direction} data-sortable data-numeric={numeric}>
      <ListLink
        href={listHref(address, { sort: direction === "ascending" ? `-${sortBy}` : sortBy })}
        className="inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-foreground"
      >
        {label}
        <Icon />
      </ListLink>
    </th>
  );
}
