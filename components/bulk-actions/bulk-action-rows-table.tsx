import { GroupBadges } from "@/components/groups/group-badges";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Name } from "@/components/ui/name";
import { NavLink } from "@/components/ui/nav-link";
import type { BulkActionRow } from "@/db/bulk-actions/types";
import { bulkActionOutcomeWords, DONE, foreseenWords } from "./outcome-text";

type Row = BulkActionRow & {
  /** The invitation's page; null where there is none, or the reader may not see it. */
  readonly href: string | null;
};

type BulkActionRowsTableProps = {
  readonly rows: readonly Row[];
  readonly parentName: string;
  readonly foreseen: boolean;
  readonly withGroups: boolean;
};

export function BulkActionRowsTable({ rows, parentName, foreseen, withGroups }: BulkActionRowsTableProps) {
  const now = new Date();
  const wordsOf = foreseen ? foreseenWords : bulkActionOutcomeWords;
  const columns: Column<Row>[] = [
    {
      label: "Username",
      kind: "name",
      cell: ({ username, href }) =>
        href ? (
          <NavLink href={href} className="link">
            <Name className="font-medium">{username}</Name>
          </NavLink>
        ) : (
          <Name className="font-medium">{username}</Name>
        ),
    },
    ...(withGroups
      ? [
          {
            label: "Groups",
            cell: ({ groups }: Row) => (
              <GroupBadges groups={groups.map((name) => ({ id: name, name, gone: false }))} />
            ),
          },
        ]
      : []),
    {
      label: foreseen ? "What would happen" : "Outcome",
      cell: (row) => (
        <Badge tone={toneOf(row.outcome)}>
          <bdi className="whitespace-normal">{wordsOf(row, parentName, now)}</bdi>
        </Badge>
      ),
    },
  ];
  return (
    <DataTable caption="Outcomes" columns={columns} rows={rows} rowKey={({ position }) => String(position)} />
  );
}

function toneOf(outcome: Row["outcome"]) {
  if (outcome === null) return "default";
  return DONE.has(outcome) ? "success" : "warning";
}
