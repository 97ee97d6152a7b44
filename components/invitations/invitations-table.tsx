"use client"; // Sending rows to the browser takes half the bytes and half the time of sending the rendered table.

import { GroupBadges } from "@/components/groups/group-badges";
import { type Column, DataTable } from "@/components/ui/data-table";
import { LastDay } from "@/components/ui/last-day";
import type { ListAddress } from "@/components/ui/list-url";
import { Name } from "@/components/ui/name";
import { RelativeTime } from "@/components/ui/relative-time";
import { SelectAll, SelectionProvider, SelectRow } from "@/components/ui/selection";
import { UserCell } from "@/components/users/user-cell";
import type { InvitationRow } from "@/db/invitations/types";
import { isOpenInvitation } from "@/lib/invitations";
import { AllMatching, type Matching } from "./all-matching";
import { DeleteInvitation, type DeleteInvitations, DeleteSelected } from "./delete-invitations";
import { EmailStatus } from "./email-status";
import { InvitationStatus } from "./invitation-status";
import { type Resend, ResendInvitation, ResendSelected } from "./resend";

type Row = InvitationRow & {
  /** The invitation's page. */
  readonly href: string;
};

type InvitationsTableProps = {
  readonly rows: readonly Row[];
  readonly address: ListAddress;
  readonly defaultSort?: string;
  /** Bound to the organization. Null if the viewer lacks the permission. */
  readonly deleteInvitations: DeleteInvitations | null;
  readonly resend: Resend | null;
  /** The actions for all matching invitations. Null if the page shows all of them. */
  readonly matching: Matching | null;
};

export function InvitationsTable({
  rows,
  deleteInvitations,
  resend,
  matching,
  ...list
}: InvitationsTableProps) {
  const table = { caption: "Invitations", rows, rowKey: ({ id }: Row) => id, ...list };
  if (!deleteInvitations && !resend) return <DataTable columns={COLUMNS} {...table} />;
  const open = rows.filter(({ status }) => isOpenInvitation(status));
  const selectionActions = open.length > 0 && (
    <div className="flex flex-wrap gap-2">
      {resend && <ResendSelected action={resend} />}
      {deleteInvitations && <DeleteSelected action={deleteInvitations} />}
    </div>
  );
  return (
    <SelectionProvider ids={open.map(({ id }) => id)}>
      <div className="flex flex-col gap-3">
        {matching ? (
          <AllMatching key={JSON.stringify(matching.view)} {...matching}>
            {selectionActions}
          </AllMatching>
        ) : (
          selectionActions
        )}
        <DataTable
          columns={[SELECT_COLUMN, ...COLUMNS, actionsColumn(resend, deleteInvitations)]}
          {...table}
        />
      </div>
    </SelectionProvider>
  );
}

const SELECT_COLUMN: Column<Row> = {
  label: "Select",
  kind: "select",
  header: <SelectAll label="Select all invitations on this page" />,
  cell: ({ id, username, status }) =>
    isOpenInvitation(status) && <SelectRow id={id} label={`Select the invitation of ${username}`} />,
};

const COLUMNS: readonly Column<Row>[] = [
  {
    label: "Username",
    kind: "name",
    sortBy: "username",
    cell: ({ username, name, href }) => <UserCell username={username} name={name} href={href} />,
  },
  {
    label: "E-mail",
    cell: ({ email }) =>
      email ? (
        <Name className="@min-[46rem]:inline-block @min-[46rem]:min-w-36">{email}</Name>
      ) : (
        <span className="text-muted">None any more</span>
      ),
  },
  { label: "Groups", cell: (row) => <OfferedMembership {...row} /> },
  { label: "Status", cell: (row) => <InvitationStatus {...row} /> },
  { label: "Sent", sortBy: "sent", cell: (row) => <Sent {...row} /> },
  { label: "Expires", sortBy: "expires", cell: (row) => <Expiry {...row} /> },
];

/** The groups, and the last day of a membership with an end. */
function OfferedMembership({ groups, membershipEndsAt }: Row) {
  return (
    <div className="flex min-w-0 flex-col items-start gap-0.5">
      <GroupBadges groups={groups} />
      {membershipEndsAt && (
        <span className="text-xs text-muted">
          Last day <LastDay endsAt={membershipEndsAt} />
        </span>
      )}
    </div>
  );
}

function Sent({ invitedBy, ...row }: Row) {
  return (
    <div className="min-w-0 leading-5">
      <EmailStatus {...row} />
      <span className="text-muted">by {invitedBy ? <Name>{invitedBy}</Name> : "somebody removed"}</span>
    </div>
  );
}

function Expiry({ expiresAt, endedAt }: Row) {
  if (endedAt) {
    return (
      <span className="text-muted">
        Ended <RelativeTime date={endedAt} />
      </span>
    );
  }
  return expiresAt ? <RelativeTime date={expiresAt} /> : <span className="text-muted">Not yet sent</span>;
}

function actionsColumn(resend: Resend | null, deleteInvitations: DeleteInvitations | null): Column<Row> {
  return {
    label: "Actions",
    kind: "actions",
    cell: ({ id, username, name, status }) => {
      if (!isOpenInvitation(status)) return null;
      const invitation = { id, username, name };
      return (
        <div className="flex flex-wrap justify-end gap-1.5">
          {resend && <ResendInvitation {...invitation} action={resend} inRow />}
          {deleteInvitations && <DeleteInvitation {...invitation} action={deleteInvitations} inRow />}
        </div>
      );
    },
  };
}
