import { type Column, DataTable } from "@/components/ui/data-table";
import type { ListAddress } from "@/components/ui/list-url";
import { Name } from "@/components/ui/name";
import { NameList } from "@/components/ui/name-list";
import { NavLink } from "@/components/ui/nav-link";
import type { RoleRow } from "@/db/roles/types";
import { plural } from "@/lib/plural";

type Row = RoleRow & { readonly href: string };

type RolesTableProps = {
  readonly rows: readonly Row[];
  readonly address: ListAddress;
  readonly defaultSort?: string;
};

export function RolesTable({ rows, ...list }: RolesTableProps) {
  return <DataTable caption="Roles" columns={COLUMNS} rows={rows} rowKey={({ id }) => id} {...list} />;
}

const COLUMNS: readonly Column<Row>[] = [
  {
    label: "Role",
    kind: "name",
    sortBy: "name",
    cell: ({ name, href }) => (
      <NavLink href={href} className="link font-medium">
        <Name>{name}</Name>
      </NavLink>
    ),
  },
  {
    label: "Allows",
    cell: ({ isAdministrator, permissions }) =>
      isAdministrator ? "Everything" : plural(permissions.length, "permission"),
  },
  {
    label: "Given to groups",
    cell: ({ groups, groupCount }) => <NameList items={groups} count={groupCount} />,
  },
];
