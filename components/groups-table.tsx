import { FrameLink } from "@/components/frame/frame-link";
import type { ListAddress } from "@/components/lists/address";
import { type Column, DataTable } from "@/components/lists/data-table";
import { Name } from "@/components/name";
import { upTo } from "@/components/plural";

type GroupRow = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly href: string;
  readonly members: number;
  readonly roles: readonly string[];
};

type GroupsTableProps = {
  readonly rows: readonly GroupRow[];
  readonly address: ListAddress;
  readonly defaultSort?: string;
};

export function GroupsTable({ rows, ...list }: GroupsTableProps) {
  return <DataTable caption="Groups" columns={COLUMNS} rows={rows} rowKey={({ id }) => id} {...list} />;
}

const COLUMNS: readonly Column<GroupRow>[] = [
  {
    label: "Group",
    kind: "name",
    sortBy: "name",
    cell: ({ name, description, href }) => (
      <div className="flex flex-col items-start leading-5">
        <FrameLink href={href} className="link font-medium">
          <Name>{name}</Name>
        </FrameLink>
        {description && <Name className="text-muted">{description}</Name>}
      </div>
    ),
  },
  {
    label: "Roles",
    cell: ({ roles }) =>
      roles.length > 0 ? <bdi>{roles.join(", ")}</bdi> : <span className="text-muted">None</span>,
  },
  { label: "Members", numeric: true, cell: ({ members }) => upTo(members) },
];
