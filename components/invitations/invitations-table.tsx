"use client"; // Sending rows to the browser takes half the bytes and half the time of sending the rendered table.

import { useTranslations } from "next-intl";
import { GroupBadges } from "@/components/groups/group-badges";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { ListAddress } from "@/components/ui/list-url";
import { Name } from "@/components/ui/name";
import { RelativeTime } from "@/components/ui/relative-time";
import { dayTag, richText, timeTag } from "@/components/ui/rich-text";
import { SelectAll, SelectionProvider, SelectRow } from "@/components/ui/selection";
import { UserCell } from "@/components/users/user-cell";
import type { InvitationRow } from "@/db/invitations/types";
import type { Translator } from "@/i18n/translator";
import { isOpenInvitation } from "@/lib/invitations";
import { AllMatching, type Matching } from "./all-matching";
import { DeleteInvitation, type DeleteInvitations, DeleteSelected } from "./delete-invitations";
import { EmailStatus } from "./email-status";
import { InvitationStatus } from "./invitation-status";
import { type Resend, ResendInvitation, ResendSelected } from "./resend";

type Row = InvitationRow & {
  /** The invitation's page. */
  readonly href: string;
  /** Whether the viewer is the inviter. */
  readonly isInviter: boolean;
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
  const t = useTranslations("invitations.list");
  const columns = columnsOf(t);
  const table = { caption: t("label"), rows, rowKey: ({ id }: Row) => id, ...list };
  if (!deleteInvitations && !resend) return <DataTable columns={columns} {...table} />;
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
          columns={
            open.length > 0
              ? [selectColumn(t), ...columns, actionsColumn(t, resend, deleteInvitations)]
              : columns
          }
          {...table}
        />
      </div>
    </SelectionProvider>
  );
}

type ListTranslator = Translator<"invitations.list">;

const selectColumn = (t: ListTranslator): Column<Row> => ({
  label: t("columns.select"),
  kind: "select",
  header: <SelectAll label={t("selectAll")} />,
  cell: ({ id, username, status }) =>
    isOpenInvitation(status) && <SelectRow id={id} label={t("select", { username })} />,
});

const columnsOf = (t: ListTranslator): readonly Column<Row>[] => [
  {
    label: t("columns.username"),
    kind: "name",
    sortBy: "username",
    cell: ({ username, name, href }) => <UserCell username={username} name={name} href={href} />,
  },
  {
    label: t("columns.email"),
    cell: ({ email }) =>
      email ? (
        <Name className="@min-[46rem]:inline-block @min-[46rem]:min-w-36">{email}</Name>
      ) : (
        <span className="text-muted">{t("noEmail")}</span>
      ),
  },
  { label: t("columns.groups"), cell: (row) => <OfferedMembership {...row} /> },
  { label: t("columns.status"), cell: (row) => <InvitationStatus {...row} /> },
  { label: t("columns.sent"), sortBy: "sent", cell: (row) => <Sent {...row} /> },
  { label: t("columns.expires"), sortBy: "expires", cell: (row) => <Expiry {...row} /> },
];

/** The groups, and the last day of a membership with an end. */
function OfferedMembership({ groups, groupCount, membershipEndsAt }: Row) {
  const t = useTranslations("invitations.list");
  return (
    <div className="flex min-w-0 flex-col items-start gap-0.5">
      <GroupBadges groups={groups} count={groupCount} />
      {membershipEndsAt && (
        <span className="text-xs text-muted">{t.rich("memberUntil", { day: dayTag(membershipEndsAt) })}</span>
      )}
    </div>
  );
}

function Sent({ invitedBy, ...row }: Row) {
  const t = useTranslations("invitations.list");
  return (
    <div className="min-w-0 leading-5">
      <EmailStatus {...row} />
      <span className="text-muted">
        {invitedBy ? t.rich("sentBy", { ...richText, inviter: invitedBy }) : t("sentByDeletedUser")}
      </span>
    </div>
  );
}

function Expiry({ expiresAt, endedAt }: Row) {
  const t = useTranslations("invitations.list");
  if (endedAt) return <span className="text-muted">{t.rich("ended", { time: timeTag(endedAt) })}</span>;
  return expiresAt ? <RelativeTime date={expiresAt} /> : <span className="text-muted">{t("notSent")}</span>;
}

function actionsColumn(
  t: ListTranslator,
  resend: Resend | null,
  deleteInvitations: DeleteInvitations | null,
): Column<Row> {
  return {
    label: t("columns.actions"),
    kind: "actions",
    cell: (row) => {
      if (!isOpenInvitation(row.status)) return null;
      const { id, username, name } = row;
      return (
        <div className="flex flex-wrap justify-end gap-1.5">
          {resend && <ResendInvitation invitation={row} isInviter={row.isInviter} action={resend} inRow />}
          {deleteInvitations && (
            <DeleteInvitation {...{ id, username, name }} action={deleteInvitations} inRow />
          )}
        </div>
      );
    },
  };
}
