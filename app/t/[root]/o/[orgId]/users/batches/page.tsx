import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { bothWays, readListParams, type SearchParams } from "@/app/_server/list-params";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope } from "@/app/_server/paths";
import { BatchesTable } from "@/components/batches/batches-table";
import { ListView } from "@/components/ui/list-view";
import { BATCH_SORTS, listBatches, seesBatches } from "@/db/batches/list";
import { AddUser } from "../add-user";
import { userTabs } from "../tabs";

export const metadata: Metadata = { title: "Batches" };

type BatchesPageProps = { params: Promise<Scope>; searchParams: SearchParams };

export default async function BatchesPage({ params, searchParams }: BatchesPageProps) {
  const ctx = await guardPage(params);
  if (!seesBatches(ctx)) notFound();
  const path = consolePath(scopeOf(ctx), "/users/batches");
  const { input, address, defaultSort } = await readListParams(
    path,
    searchParams,
    bothWays("-created", BATCH_SORTS),
  );
  const batches = await listBatches({ ctx, input });
  return (
    <ConsolePage
      ctx={ctx}
      current="Users"
      title="Users"
      tabs={userTabs(ctx, "Batches")}
      actions={<AddUser ctx={ctx} />}
    >
      <ListView
        label="Batches"
        noun="batch"
        nouns="batches"
        address={address}
        page={batches}
        searchable={false}
        empty={{
          title: "Nothing was done to many at once yet",
          hint: "Inviting many, and sending again or deleting all invitations that match, shows here with its progress and its outcomes.",
        }}
        narrowed={false}
      >
        <BatchesTable
          rows={batches.rows.map((row) => ({ ...row, href: `${path}/${row.id}` }))}
          address={address}
          defaultSort={defaultSort}
        />
      </ListView>
    </ConsolePage>
  );
}
