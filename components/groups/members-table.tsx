"use client"; // what travels is the rows, and not all that is drawn of them: half the page, half the work

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
  /** Null for whom may not remove. */
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
          <DataTable columns={[TICKS, ...USER_COLUMNS]} {...table} />
        </div>
      </div>
    </SelectionProvider>
  );
}

const TICKS: Column<UserRow> = {
  label: "Select",
  kind: "tick",
  header: <SelectAll label="Select all members on this page" />,
  cell: ({ userId, name }) => <SelectRow id={userId} label={`Select ${name}`} />,
};
