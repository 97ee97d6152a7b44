import { type Column, DataTable } from "@/components/ui/data-table";
import type { ListAddress } from "@/components/ui/list-url";
import { Name } from "@/components/ui/name";
import { NavLink } from "@/components/ui/nav-link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { BulkActionSummary } from "@/db/bulk-actions/types";
import { BulkActionStateBadge } from "./bulk-action-state-badge";
import { bulkActionSentence, bulkActionTitle } from "./bulk-action-text";

type Row = BulkActionSummary & { readonly href: string };

type BulkActionsTableProps = {
  readonly rows: readonly Row[];
  readonly address: ListAddress;
  readonly defaultSort: string;
};

export function BulkActionsTable({ rows, ...list }: BulkActionsTableProps) {
  return <DataTable caption="Bulk actions" columns={COLUMNS} rows={rows} rowKey={({ id }) => id} {...list} />;
}

const COLUMNS: readonly Column<Row>[] = [
  {
    label: "What",
    kind: "name",
    cell: (row) => (
      <NavLink href={row.href} className="link font-medium">
        {bulkActionTitle(row)}
      </NavLink>
    ),
  },
  { label: "State", cell: ({ state }) => <BulkActionStateBadge state={state} /> },
  { label: "Outcome", cell: (row) => <bdi>{bulkActionSentence(row)}</bdi> },
  {
    label: "By",
    cell: ({ startedBy }) =>
      startedBy ? <Name>{startedBy}</Name> : <span className="text-muted">Somebody removed</span>,
  },
  { label: "When", sortBy: "created", cell: ({ createdAt }) => <RelativeTime date={createdAt} /> },
];
