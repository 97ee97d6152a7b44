import { Chip } from "@/components/chip";
import { FrameLink } from "@/components/frame/frame-link";
import type { ListAddress } from "@/components/lists/address";
import { type Column, DataTable } from "@/components/lists/data-table";
import { Name } from "@/components/name";
import { upTo } from "@/components/plural";

type OrganizationRow = {
  readonly id: string;
  readonly name: string;
  /** Null where it cannot be entered. */
  readonly href: string | null;
  readonly disabled: boolean;
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

const COLUMNS: readonly Column<OrganizationRow>[] = [
  {
    label: "Organization",
    kind: "name",
    sortBy: "name",
    cell: ({ name, disabled }) => (
      <span className="flex flex-wrap items-center gap-x-2">
        <Name className="line-clamp-3 font-medium">{name}</Name>
        {disabled && <Chip tone="warning">Disabled</Chip>}
      </span>
    ),
  },
  { label: "Users", numeric: true, cell: ({ users }) => upTo(users) },
  {
    label: "Pending invitations",
    numeric: true,
    cell: ({ pendingInvitations }) => upTo(pendingInvitations),
  },
  {
    label: "Switch",
    kind: "action",
    cell: ({ name, href }) =>
      href && (
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
