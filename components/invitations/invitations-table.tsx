"use client"; // what travels is the rows, and not all that is drawn of them: half the page, half the work

import { GroupBadges } from "@/components/groups/group-badges";
import { type Column, DataTable } from "@/components/ui/data-table";
import { LastDay } from "@/components/ui/last-day";
import type { ListAddress } from "@/components/ui/list-url";
import { Name } from "@/components/ui/name";
import { RelativeTime } from "@/components/ui/relative-time";
import { SelectAll, SelectionProvider, SelectRow } from "@/components/ui/selection";
import { UserCell } from "@/components/users/user-cell";
import type { InvitationRow } from "@/db/invitations/types";
import { AllMatching, type Matching } from "./all-matching";
import { DeleteInvitation, type DeleteInvitations, DeleteSelected } from "./delete-invitations";
import { EmailStatus } from "./email-status";
import { InvitationStatus } from "./invitation-status";
import { isOpen } from "./is-open";
import { type Resend, ResendInvitation, ResendSelected } from "./resend";

type Row = InvitationRow & {
  /** The invitation's page. */
  readonly href: string;
};

type InvitationsTableProps = {
  readonly rows: readonly Row[];
  readonly address: ListAddress;
  readonly defaultSort?: string;
  /** Bound to the organization; null for whom may not. */
  readonly deleteInvitations: DeleteInvitations | null;
  readonly resend: Resend | null;
  /** What can be done to all that match; null where the page shows all of them. */
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
  const open = rows.filter(isOpen);
  const selected = open.length > 0 && (
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
            {selected}
          </AllMatching>
        ) : (
          selected
        )}
        <DataTable columns={[TICKS, ...COLUMNS, actionsColumn(resend, deleteInvitations)]} {...table} />
      </div>
    </SelectionProvider>
  );
}

const TICKS: Column<Row> = {
  label: "Select",
  kind: "tick",
  header: <SelectAll label="Select all invitations on this page" />,
  cell: (row) => isOpen(row) && <SelectRow id={row.id} label={`Select the invitation of ${row.username}`} />,
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
  { label: "Groups", cell: (row) => <Given {...row} /> },
  {
    label: "Status",
    cell: (row) => <InvitationStatus {...row} />,
  },
  { label: "Sent", sortBy: "sent", cell: (row) => <Sent {...row} /> },
  {
    label: "Expires",
    sortBy: "expires",
    cell: (row) => <Until {...row} />,
  },
];

/** What comes of accepting: the groups, and for how long. */
function Given({ groups, membershipEndsAt }: Row) {
  return (
    <div className="flex min-w-0 flex-col items-start gap-0.5">
      <GroupBadges groups={groups} />
      {membershipEndsAt && (
        <span className="text-xs text-muted">
          Last day <LastDay ends={membershipEndsAt} />
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

function actionsColumn(resend: Resend | null, deleteInvitations: DeleteInvitations | null): Column<Row> {
  return {
    label: "Actions",
    kind: "action",
    cell: ({ id, username, name, status }) =>
      isOpen({ status }) && (
        <div className="flex flex-wrap justify-end gap-1.5">
          {resend && (
            <ResendInvitation {...{ id, username, name }} action={resend} look="button--outline button--sm" />
          )}
          {deleteInvitations && <DeleteInvitation {...{ id, username, name }} action={deleteInvitations} />}
        </div>
      ),
  };
}
