import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { bothWays, readListParams, type SearchParams } from "@/app/_server/list-params";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope } from "@/app/_server/paths";
import { BulkActionsTable } from "@/components/bulk-actions/bulk-actions-table";
import { ListView } from "@/components/ui/list-view";
import { BULK_ACTION_SORTS, canViewBulkActions, listBulkActions } from "@/db/bulk-actions/list";
import { AddUser } from "../add-user";
import { userTabs } from "../tabs";

export const metadata: Metadata = { title: "Bulk actions" };

type BulkActionsPageProps = { params: Promise<Scope>; searchParams: SearchParams };

export default async function BulkActionsPage({ params, searchParams }: BulkActionsPageProps) {
  const ctx = await guardPage(params);
  if (!canViewBulkActions(ctx)) notFound();
  const path = consolePath(scopeOf(ctx), "/users/bulk-actions");
  const { input, address, defaultSort } = await readListParams(
    path,
    searchParams,
    bothWays("-created", BULK_ACTION_SORTS),
  );
  const bulkActions = await listBulkActions({ ctx, input });
  return (
    <ConsolePage
      ctx={ctx}
      current="Users"
      title="Users"
      tabs={userTabs(ctx, "Bulk actions")}
      actions={<AddUser ctx={ctx} />}
    >
      <ListView
        label="Bulk actions"
        noun="bulk action"
        nouns="bulk actions"
        address={address}
        page={bulkActions}
        searchable={false}
        empty={{
          title: "Nothing was done to many at once yet",
          hint: "Inviting many, and sending again or deleting all invitations that match, shows here with its progress and its outcomes.",
        }}
        narrowed={false}
      >
        <BulkActionsTable
          rows={bulkActions.rows.map((row) => ({ ...row, href: `${path}/${row.id}` }))}
          address={address}
          defaultSort={defaultSort}
        />
      </ListView>
    </ConsolePage>
  );
}
