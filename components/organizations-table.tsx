import { FrameLink } from "@/components/frame/frame-link";
import type { ListAddress } from "@/components/lists/address";
import { type Column, DataTable } from "@/components/lists/data-table";
import { Name } from "@/components/name";

export type OrganizationRow = {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  /** Names of the organizations between here and it; empty for one directly below. */
  readonly path?: string;
  readonly users: number;
  readonly pendingInvitations: number;
};

type OrganizationsTableProps = {
  readonly rows: readonly OrganizationRow[];
  readonly address: ListAddress;
  readonly defaultSort?: string;
};

export function OrganizationsTable({ rows, ...list }: OrganizationsTableProps) {
  return (
    <DataTable caption="Organizations" columns={COLUMNS} rows={rows} rowKey={({ id }) => id} {...list} />
  );
}

const count = new Intl.NumberFormat("en");

const COLUMNS: readonly Column<OrganizationRow>[] = [
  {
    label: "Organization",
    sortBy: "name",
    cell: ({ name, path }) => (
      <div className="flex flex-col leading-5">
        <Name className="font-medium">{name}</Name>
        {path && <Name className="text-xs text-muted">{path}</Name>}
      </div>
    ),
  },
  { label: "Users", numeric: true, cell: ({ users }) => count.format(users) },
  {
    label: "Pending invitations",
    numeric: true,
    cell: ({ pendingInvitations }) => count.format(pendingInvitations),
  },
  {
    label: "Switch",
    quiet: true,
    cell: ({ name, href }) => (
      <FrameLink href={href} className="button button--outline button--sm ms-auto">
        Switch
        <span className="sr-only">
          {" "}
          to <bdi>{name}</bdi>
        </span>
      </FrameLink>
    ),
  },
];
