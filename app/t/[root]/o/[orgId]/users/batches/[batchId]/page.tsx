import type { Metadata } from "next";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { readListParams, type SearchParams } from "@/app/_server/list-params";
import { orNotFound } from "@/app/_server/or-not-found";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope } from "@/app/_server/paths";
import { BatchRowsTable } from "@/components/batches/batch-rows-table";
import { BatchStatus } from "@/components/batches/batch-status";
import { batchTitle } from "@/components/batches/batch-words";
import { CancelBatch } from "@/components/batches/cancel-batch";
import { OutcomeFilter } from "@/components/batches/outcome-filter";
import { StartBatch } from "@/components/batches/start-batch";
import { FrameLink } from "@/components/frame/frame-link";
import { listHref } from "@/components/ui/list-url";
import { ListView } from "@/components/ui/list-view";
import { getBatch } from "@/db/batches/get";
import { BATCH_ROW_SORTS, listBatchRows, readRowFilter } from "@/db/batches/list-rows";
import { NEEDED } from "@/db/batches/needed";
import { can } from "@/db/request-context";
import { cancelBatchAction, startBatchAction } from "../actions";

export const metadata: Metadata = { title: "Batch" };

type BatchPageProps = { params: Promise<Scope & { batchId: string }>; searchParams: SearchParams };

export default async function BatchPage({ params, searchParams }: BatchPageProps) {
  const ctx = await guardPage(params);
  const { batchId } = await params;
  const batch = await orNotFound(getBatch({ ctx, batchId }));
  const scope = scopeOf(ctx);
  const path = consolePath(scope, `/users/batches/${batch.id}`);
  const { input, address } = await readListParams(path, searchParams, BATCH_ROW_SORTS);
  const filter = readRowFilter(address.params.outcome);
  const rows = await listBatchRows({ ctx, batchId: batch.id, input: { ...input, filter } });
  const parentName = ctx.organization.parent?.name ?? "the parent organization";
  const draft = batch.state === "draft";
  const hrefOf = (id: string | null) =>
    id && can(ctx, "invitations.view") ? consolePath(scope, `/users/invitations/${id}`) : null;
  return (
    <ConsolePage
      ctx={ctx}
      current="Users"
      title={batchTitle(batch)}
      actions={
        <a
          href={listHref({ ...address, path: `${path}/export` }, {})}
          download
          className="button button--outline"
        >
          Download
        </a>
      }
    >
      <FrameLink
        href={consolePath(scope, draft ? `/users/invite-many?draft=${batch.id}` : "/users/batches")}
        className="link self-start"
      >
        {draft ? "Back" : "All batches"}
      </FrameLink>
      <BatchStatus batch={batch} href={path} />
      {batch.state === "running" && can(ctx, NEEDED[batch.kind]) && (
        <CancelBatch batchId={batch.id} action={cancelBatchAction.bind(null, scope)} />
      )}
      {draft && <StartBatch batch={batch} action={startBatchAction.bind(null, scope)} />}
      <ListView
        label="Usernames"
        noun="username"
        address={address}
        page={rows}
        filter={<OutcomeFilter batch={batch} address={address} parentName={parentName} />}
        empty={{ title: "There is nobody in it" }}
        narrowed={input.search !== "" || filter !== null}
      >
        <BatchRowsTable
          rows={rows.rows.map((row) => ({ ...row, href: hrefOf(row.invitationId) }))}
          parentName={parentName}
          foreseen={draft}
          withGroups={batch.kind === "invite"}
        />
      </ListView>
    </ConsolePage>
  );
}
