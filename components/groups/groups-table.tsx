import { type Column, DataTable } from "@/components/ui/data-table";
import type { ListAddress } from "@/components/ui/list-url";
import { Name } from "@/components/ui/name";
import { NameList } from "@/components/ui/name-list";
import { NavLink } from "@/components/ui/nav-link";
import type { GroupRow } from "@/db/groups/types";
import { upTo } from "@/lib/plural";

type Row = GroupRow & { readonly href: string };

type GroupsTableProps = {
  readonly rows: readonly Row[];
  readonly address: ListAddress;
  readonly defaultSort?: string;
};

export function GroupsTable({ rows, ...list }: GroupsTableProps) {
  return <DataTable caption="Groups" columns={COLUMNS} rows={rows} rowKey={({ id }) => id} {...list} />;
}

const COLUMNS: readonly Column<Row>[] = [
  {
    label: "Group",
    kind: "name",
    sortBy: "name",
    cell: ({ name, description, href }) => (
      <div className="flex flex-col items-start leading-5">
        <NavLink href={href} className="link font-medium">
          <Name>{name}</Name>
        </NavLink>
        {description && <Name className="text-muted">{description}</Name>}
      </div>
    ),
  },
  {
    label: "Roles",
    cell: ({ roles, roleCount }) => <NameList items={roles} count={roleCount} />,
  },
  { label: "Members", numeric: true, cell: ({ members }) => upTo(members) },
];
