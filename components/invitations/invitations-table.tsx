"use client"; // Sending rows to the browser takes half the bytes and half the time of sending the rendered table.

import { useTranslations } from "next-intl";
import { GroupNames } from "@/components/groups/group-names";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { ListAddress } from "@/components/ui/list-url";
import { RelativeTime } from "@/components/ui/relative-time";
import { dayTag, timeTag } from "@/components/ui/rich-text";
import { SelectAll, SelectionProvider, SelectRow } from "@/components/ui/selection";
import { Truncated } from "@/components/ui/truncated";
import { UserCell } from "@/components/users/user-cell";
import type { InvitationRow } from "@/db/invitations/types";
import type { Translator } from "@/i18n/translator";
import { isOpenInvitation } from "@/lib/invitations";
import type { Matching } from "./change-matching";
import type { DeleteInvitations } from "./delete-invitations";
import { InvitationActions } from "./invitation-actions";
import { InvitationStatus } from "./invitation-status";
import { InvitationsSelection } from "./invitations-selection";
import type { Resend } from "./resend";
import { SentCell } from "./sent-cell";

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

export function InvitationsTable({ rows, matching, ...props }: InvitationsTableProps) {
  const { deleteInvitations, resend, ...list } = props;
  const t = useTranslations("invitations.list");
  const columns = columnsOf(t);
  const table = { caption: t("label"), rows, rowKey: ({ id }: Row) => id, ...list };
  const open = rows.filter(({ status }) => isOpenInvitation(status));
  if ((!deleteInvitations && !resend) || open.length === 0) return <DataTable columns={columns} {...table} />;
  const actions = { deleteInvitations, resend };
  return (
    <SelectionProvider ids={open.map(({ id }) => id)}>
      <DataTable columns={[selectColumn(t), ...columns, actionsColumn(t, actions)]} {...table} />
      <InvitationsSelection key={JSON.stringify(matching?.view)} {...actions} matching={matching} />
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
    label: t("columns.user"),
    kind: "name",
    sortBy: "username",
    cell: ({ username, name, href, email, status }) => (
      <UserCell username={username} name={name} href={href}>
        {email && <Truncated className="text-muted">{email}</Truncated>}
        {!email && isOpenInvitation(status) && <p className="text-muted">{t("noEmail")}</p>}
      </UserCell>
    ),
  },
  { label: t("columns.status"), phone: "first", cell: (row) => <InvitationStatus {...row} /> },
  {
    label: t("columns.groups"),
    kind: "text",
    cell: (row) => <OfferedMembership {...row} />,
  },
  { label: t("columns.sent"), sortBy: "sent", optional: true, cell: (row) => <SentCell {...row} /> },
  {
    label: t("columns.expires"),
    sortBy: "expires",
    phone: "second",
    cell: (row) => <Expiry {...row} />,
  },
];

/** The groups, and the last day of a membership with an end. */
function OfferedMembership({ groups, groupCount, membershipEndsAt }: Row) {
  const t = useTranslations("invitations.list");
  return (
    <div className="leading-5">
      <GroupNames groups={groups} count={groupCount} />
      {membershipEndsAt && (
        <p className="text-xs text-muted [&_time]:whitespace-normal">
          {t.rich("memberUntil", { day: dayTag(membershipEndsAt) })}
        </p>
      )}
    </div>
  );
}

function Expiry({ expiresAt, endedAt }: Row) {
  const t = useTranslations("invitations.list");
  if (endedAt) {
    return (
      <p className="w-max max-w-28 leading-5 whitespace-normal text-muted @max-[40rem]:max-w-none">
        {t.rich("ended", { time: timeTag(endedAt) })}
      </p>
    );
  }
  return expiresAt ? <RelativeTime date={expiresAt} /> : <span className="text-muted">{t("notSent")}</span>;
}

type Actions = Pick<InvitationsTableProps, "resend" | "deleteInvitations">;

const actionsColumn = (t: ListTranslator, actions: Actions): Column<Row> => ({
  label: t("columns.actions"),
  kind: "actions",
  cell: (row) => isOpenInvitation(row.status) && <InvitationActions invitation={row} {...actions} />,
});
