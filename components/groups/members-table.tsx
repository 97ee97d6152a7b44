"use client"; // Sending rows to the browser takes half the bytes and half the time of sending the rendered table.

import { useTranslations } from "next-intl";
import { type RemoveMembers, RemoveSelected } from "@/components/groups/remove-selected";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { ListAddress } from "@/components/ui/list-url";
import { SelectAll, SelectionProvider, SelectRow } from "@/components/ui/selection";
import { SelectionBar } from "@/components/ui/selection-bar";
import { type UserRow, userColumns } from "@/components/users/users-table";
import type { Translator } from "@/i18n/translator";

type MembersTableProps = {
  readonly rows: readonly UserRow[];
  readonly address: ListAddress;
  readonly defaultSort?: string;
  readonly group: { readonly id: string; readonly name: string };
  /** Null if the viewer can't remove members. */
  readonly removeMembers: RemoveMembers | null;
};

export function MembersTable({ rows, group, removeMembers, ...list }: MembersTableProps) {
  const t = useTranslations("groups.members");
  const columns = userColumns(useTranslations("users"));
  const table = { caption: t("title"), rows, rowKey: ({ userId }: UserRow) => userId, ...list };
  if (!removeMembers) return <DataTable columns={columns} {...table} />;
  return (
    <SelectionProvider ids={rows.map(({ userId }) => userId)}>
      <DataTable columns={[selectColumn(t), ...columns]} {...table} />
      <SelectionBar>
        <RemoveSelected group={group} action={removeMembers} />
      </SelectionBar>
    </SelectionProvider>
  );
}

const selectColumn = (t: Translator<"groups.members">): Column<UserRow> => ({
  label: t("select"),
  kind: "select",
  header: <SelectAll label={t("selectAll")} />,
  cell: ({ userId, name }) => <SelectRow id={userId} label={t("selectOne", { user: name })} />,
});
