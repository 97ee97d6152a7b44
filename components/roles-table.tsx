import { FrameLink } from "@/components/frame/frame-link";
import type { ListAddress } from "@/components/lists/address";
import { type Column, DataTable } from "@/components/lists/data-table";
import { Name } from "@/components/name";
import { NameList } from "@/components/name-list";
import { plural } from "@/components/plural";
import type { RoleRow } from "@/db/roles/rows";

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
      <FrameLink href={href} className="link font-medium">
        <Name>{name}</Name>
      </FrameLink>
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
