import { BatchStateChip } from "@/components/batches/batch-state-chip";
import { batchSentence, batchTitle } from "@/components/batches/batch-words";
import { FrameLink } from "@/components/frame/frame-link";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { ListAddress } from "@/components/ui/list-url";
import { Name } from "@/components/ui/name";
import { RelativeTime } from "@/components/ui/relative-time";
import type { BatchSummary } from "@/db/batches/rows";

type Row = BatchSummary & { readonly href: string };

type BatchesTableProps = {
  readonly rows: readonly Row[];
  readonly address: ListAddress;
  readonly defaultSort: string;
};

export function BatchesTable({ rows, ...list }: BatchesTableProps) {
  return <DataTable caption="Batches" columns={COLUMNS} rows={rows} rowKey={({ id }) => id} {...list} />;
}

const COLUMNS: readonly Column<Row>[] = [
  {
    label: "What",
    kind: "name",
    cell: (row) => (
      <FrameLink href={row.href} className="link font-medium">
        {batchTitle(row)}
      </FrameLink>
    ),
  },
  { label: "State", cell: ({ state }) => <BatchStateChip state={state} /> },
  { label: "Outcome", cell: (row) => <bdi>{batchSentence(row)}</bdi> },
  {
    label: "By",
    cell: ({ startedBy }) =>
      startedBy ? <Name>{startedBy}</Name> : <span className="text-muted">Somebody removed</span>,
  },
  { label: "When", sortBy: "created", cell: ({ createdAt }) => <RelativeTime date={createdAt} /> },
];
