import { GroupChips } from "@/components/group-chips";
import {
  DeleteInvitation,
  type DeleteInvitations,
  DeleteSelected,
} from "@/components/invitations/delete-invitations";
import type { ListAddress } from "@/components/lists/address";
import { type Column, DataTable } from "@/components/lists/data-table";
import { SelectAll, SelectionProvider, SelectRow } from "@/components/lists/selection";
import { MailState } from "@/components/mail-state";
import { Name } from "@/components/name";
import { Person } from "@/components/person";
import { RelativeTime } from "@/components/relative-time";
import { StatusChip } from "@/components/status-chip";
import type { InvitationRow } from "@/db/invitations/rows";

type InvitationsTableProps = {
  readonly rows: readonly InvitationRow[];
  readonly address: ListAddress;
  readonly defaultSort?: string;
  /** Bound to the organization; null for whom may not delete. */
  readonly deleteInvitations: DeleteInvitations | null;
};

export function InvitationsTable({ rows, deleteInvitations, ...list }: InvitationsTableProps) {
  const table = { caption: "Invitations", rows, rowKey: ({ id }: InvitationRow) => id, ...list };
  if (!deleteInvitations) return <DataTable columns={COLUMNS} {...table} />;
  return (
    <SelectionProvider ids={rows.filter(canBeDeleted).map(({ id }) => id)}>
      <div className="flex flex-col gap-3">
        <DeleteSelected action={deleteInvitations} />
        <DataTable columns={[TICKS, ...COLUMNS, deleteColumn(deleteInvitations)]} {...table} />
      </div>
    </SelectionProvider>
  );
}

/** An expired one is still pending underneath. */
function canBeDeleted({ status }: InvitationRow) {
  return status === "pending" || status === "expired";
}

const TICKS: Column<InvitationRow> = {
  label: "Select",
  kind: "tick",
  header: <SelectAll label="Select all invitations on this page" />,
  cell: (row) =>
    canBeDeleted(row) && <SelectRow id={row.id} label={`Select the invitation of ${row.username}`} />,
};

const COLUMNS: readonly Column<InvitationRow>[] = [
  {
    label: "Username",
    kind: "name",
    sortBy: "username",
    cell: ({ username, name }) => <Person username={username} name={name} />,
  },
  {
    label: "E-mail",
    cell: ({ email }) =>
      email ? (
        <Name className="@min-[46rem]:inline-block @min-[46rem]:min-w-44">{email}</Name>
      ) : (
        <span className="text-muted">None any more</span>
      ),
  },
  { label: "Groups", cell: ({ groups }) => <GroupChips groups={groups} /> },
  {
    label: "Status",
    cell: ({ status, endedBecause }) => <StatusChip status={status} because={endedBecause} />,
  },
  {
    label: "Invited by",
    cell: ({ invitedBy }) =>
      invitedBy ? <Name>{invitedBy}</Name> : <span className="text-muted">Somebody removed</span>,
  },
  { label: "Sent", sortBy: "sent", cell: (row) => <MailState mail={row.mail} sentAt={row.sentAt} /> },
  {
    label: "Expires",
    sortBy: "expires",
    cell: (row) => <Until {...row} />,
  },
];

function Until({ expiresAt, endedAt }: InvitationRow) {
  if (endedAt) {
    return (
      <span className="text-muted">
        Ended <RelativeTime date={endedAt} />
      </span>
    );
  }
  return expiresAt ? <RelativeTime date={expiresAt} /> : <span className="text-muted">Not yet sent</span>;
}

function deleteColumn(action: DeleteInvitations): Column<InvitationRow> {
  return {
    label: "Delete",
    kind: "action",
    cell: (row) =>
      canBeDeleted(row) && (
        <DeleteInvitation id={row.id} username={row.username} name={row.name} action={action} />
      ),
  };
}
