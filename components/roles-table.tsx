import { FrameLink } from "@/components/frame/frame-link";
import type { ListAddress } from "@/components/lists/address";
import { type Column, DataTable } from "@/components/lists/data-table";
import { Name } from "@/components/name";
import { plural } from "@/components/plural";

type RoleRow = {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  readonly isAdministrator: boolean;
  readonly permissions: number;
  readonly groups: readonly string[];
};

type RolesTableProps = {
  readonly rows: readonly RoleRow[];
  readonly address: ListAddress;
  readonly defaultSort?: string;
};

export function RolesTable({ rows, ...list }: RolesTableProps) {
  return <DataTable caption="Roles" columns={COLUMNS} rows={rows} rowKey={({ id }) => id} {...list} />;
}

const COLUMNS: readonly Column<RoleRow>[] = [
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
      isAdministrator ? "Everything" : plural(permissions, "permission"),
  },
  {
    label: "Given to groups",
    cell: ({ groups }) =>
      groups.length > 0 ? <bdi>{groups.join(", ")}</bdi> : <span className="text-muted">None</span>,
  },
];
