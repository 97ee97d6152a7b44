import { GroupBadges } from "@/components/groups/group-badges";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import { NameLink } from "@/components/ui/name-link";
import type { BulkActionRow } from "@/db/bulk-actions/types";
import { bulkActionOutcomeText, previewText, SUCCESSFUL } from "./outcome-text";

type Row = BulkActionRow & {
  /** The invitation's page. Null if there is none, or the viewer can't see it. */
  readonly href: string | null;
};

type BulkActionRowsTableProps = {
  readonly rows: readonly Row[];
  readonly parentName: string;
  readonly isPreview: boolean;
  readonly withGroups: boolean;
};

export function BulkActionRowsTable({ rows, parentName, isPreview, withGroups }: BulkActionRowsTableProps) {
  const now = new Date();
  const textOf = isPreview ? previewText : bulkActionOutcomeText;
  const outcomeColumn: Column<Row> = {
    label: isPreview ? "What would happen" : "Outcome",
    cell: (row) => (
      <Badge tone={toneOf(row.outcome)}>
        <bdi className="whitespace-normal">{textOf(row, parentName, now)}</bdi>
      </Badge>
    ),
  };
  const columns = withGroups
    ? [USERNAME_COLUMN, GROUPS_COLUMN, outcomeColumn]
    : [USERNAME_COLUMN, outcomeColumn];
  return (
    <DataTable caption="Outcomes" columns={columns} rows={rows} rowKey={({ position }) => String(position)} />
  );
}

const USERNAME_COLUMN: Column<Row> = {
  label: "Username",
  kind: "name",
  cell: ({ username, href }) => (
    <NameLink href={href} className="font-medium">
      {username}
    </NameLink>
  ),
};

const GROUPS_COLUMN: Column<Row> = {
  label: "Groups",
  cell: ({ groups }) => <GroupBadges groups={groups.map((name) => ({ name }))} />,
};

function toneOf(outcome: Row["outcome"]) {
  if (outcome === null) return "default";
  return SUCCESSFUL.has(outcome) ? "success" : "warning";
}
