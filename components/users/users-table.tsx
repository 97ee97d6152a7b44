"use client"; // Sending rows to the browser takes half the bytes and half the time of sending the rendered table.

import { useTranslations } from "next-intl";
import { GroupNames } from "@/components/groups/group-names";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { ListAddress } from "@/components/ui/list-url";
import { RelativeTime } from "@/components/ui/relative-time";
import { dayTag } from "@/components/ui/rich-text";
import { SelectAll, SelectionProvider, SelectRow } from "@/components/ui/selection";
import { SelectionBar } from "@/components/ui/selection-bar";
import { Truncated } from "@/components/ui/truncated";
import type { MemberRow } from "@/db/memberships/types";
import type { Translator } from "@/i18n/translator";
import { type AddToGroup, AddToGroupButton } from "./add-to-group";
import { ManagedBy } from "./managed-by";
import { type Removal, RemoveSelected, useRemoval } from "./remove-selected";
import { UserCell } from "./user-cell";
import { UserMenu } from "./user-menu";

export type UserRow = MemberRow & {
  /** The user's page. Null if the viewer can't see it. */
  readonly href: string | null;
};

type UsersTableProps = {
  readonly rows: readonly UserRow[];
  readonly address: ListAddress;
  readonly defaultSort: string;
  /** Whether the viewer can edit profiles. */
  readonly edits: boolean;
  /** Null if the viewer can't change groups. */
  readonly addToGroup: AddToGroup | null;
  /** Null if the viewer can't remove users. */
  readonly removal: Removal | null;
};

export function UsersTable({ rows, edits, addToGroup, removal, ...list }: UsersTableProps) {
  const t = useTranslations("users");
  const { ask, pending, dialog } = useRemoval(removal);
  const selects = addToGroup !== null || removal !== null;
  const actions: Column<UserRow> = {
    label: t("row.actions"),
    kind: "actions",
    cell: (user) => (
      <UserMenu
        user={user}
        edits={edits}
        assigns={addToGroup !== null}
        removal={removal}
        onRemove={() => ask([user])}
      />
    ),
  };
  return (
    <SelectionProvider ids={selects ? rows.map(({ userId }) => userId) : []}>
      <DataTable
        caption={t("title")}
        columns={[...(selects ? [selectColumn(t)] : []), ...userColumns(t), actions]}
        rows={rows}
        rowKey={({ userId }) => userId}
        {...list}
      />
      {selects && (
        <SelectionBar>
          {addToGroup && <AddToGroupButton {...addToGroup} />}
          {removal && <RemoveSelected users={rows} removal={removal} pending={pending} ask={ask} />}
        </SelectionBar>
      )}
      {dialog}
    </SelectionProvider>
  );
}

const selectColumn = (t: Translator<"users">): Column<UserRow> => ({
  label: t("row.select"),
  kind: "select",
  header: <SelectAll label={t("row.selectAll")} />,
  cell: ({ userId, name }) => <SelectRow id={userId} label={t("row.selectOne", { user: name })} />,
});

export const userColumns = (t: Translator<"users">): readonly Column<UserRow>[] => [
  {
    label: t("columns.name"),
    kind: "name",
    sortBy: "name",
    cell: ({ name, username, email, href, disabled, ends }) => (
      <UserCell
        name={name}
        username={username}
        href={href}
        badges={
          <>
            {disabled && <Badge tone="warning">{t("disabled")}</Badge>}
            {ends && (
              <span className="flex min-w-0 @max-[56rem]:hidden">
                <Badge>
                  <bdi className="truncate">{t.rich("ends", { day: dayTag(ends) })}</bdi>
                </Badge>
              </span>
            )}
          </>
        }
      >
        <Truncated className="text-muted">{email ?? t("noEmail")}</Truncated>
      </UserCell>
    ),
  },
  {
    label: t("columns.managedBy"),
    phone: "second",
    cell: ({ managedBy, origin, invitedBy, ends }) => (
      <ManagedBy
        organizationName={managedBy.name}
        origin={origin}
        invitedBy={invitedBy}
        end={ends && t.rich("ends", { day: dayTag(ends) })}
      />
    ),
  },
  {
    label: t("columns.groups"),
    kind: "text",
    cell: ({ groups, groupCount }) => <GroupNames groups={groups} count={groupCount} />,
  },
  {
    label: t("columns.joined"),
    sortBy: "joined",
    optional: true,
    cell: ({ joinedAt }) => <RelativeTime date={joinedAt} />,
  },
];
