"use client"; // Sending rows to the browser takes half the bytes and half the time of sending the rendered table.

import { type RemoveMembers, RemoveSelected } from "@/components/groups/remove-selected";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { ListAddress } from "@/components/ui/list-url";
import { SelectAll, SelectionProvider, SelectRow } from "@/components/ui/selection";
import { USER_COLUMNS, type UserRow } from "@/components/users/users-table";

type MembersTableProps = {
  readonly rows: readonly UserRow[];
  readonly address: ListAddress;
  readonly defaultSort?: string;
  readonly group: { readonly id: string; readonly name: string };
  /** Null if the viewer can't remove members. */
  readonly removeMembers: RemoveMembers | null;
};

export function MembersTable({ rows, group, removeMembers, ...list }: MembersTableProps) {
  const table = { caption: "Members", rows, rowKey: ({ userId }: UserRow) => userId, ...list };
  if (!removeMembers) return <DataTable columns={USER_COLUMNS} {...table} />;
  return (
    <SelectionProvider ids={rows.map(({ userId }) => userId)}>
      <div className="flex flex-col items-start gap-3">
        <RemoveSelected group={group} action={removeMembers} />
        <div className="w-full">
          <DataTable columns={[SELECT_COLUMN, ...USER_COLUMNS]} {...table} />
        </div>
      </div>
    </SelectionProvider>
  );
}

const SELECT_COLUMN: Column<UserRow> = {
  label: "Select",
  kind: "select",
  header: <SelectAll label="Select all members on this page" />,
  cell: ({ userId, name }) => <SelectRow id={userId} label={`Select ${name}`} />,
};
