import { csvResponse } from "@/app/_server/csv";
import { orNotFound } from "@/app/_server/or-not-found";
import { guardPage } from "@/app/_server/page-guard";
import type { Scope } from "@/app/_server/paths";
import { batchTitle } from "@/components/batches/batch-words";
import { batchOutcomeWords, foreseenWords } from "@/components/batches/outcome-words";
import { getBatch } from "@/db/batches/get";
import { exportBatchRows, readRowFilter } from "@/db/batches/list-rows";
import type { BatchRow } from "@/db/batches/rows";

type Params = { params: Promise<Scope & { batchId: string }> };

/** The outcomes as their page shows them, filtered alike, whole. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const ctx = await guardPage(params);
  const { batchId } = await params;
  const batch = await orNotFound(getBatch({ ctx, batchId }));
  const asked = new URL(request.url).searchParams;
  const input = {
    filter: readRowFilter(asked.get("outcome") ?? undefined),
    search: (asked.get("q") ?? "").slice(0, 200),
  };
  const parentName = ctx.organization.parent?.name ?? "the parent organization";
  const draft = batch.state === "draft";
  const rows = exportBatchRows({ ctx, batchId: batch.id, input });
  const name = `${batchTitle(batch)} ${ctx.organization.name} ${batch.createdAt.toISOString().slice(0, 10)}`;
  return csvResponse(
    name,
    ["Username", "Groups", draft ? "What would happen" : "Outcome"],
    cells(rows, parentName, draft),
  );
}

async function* cells(batches: AsyncGenerator<BatchRow[]>, parentName: string, draft: boolean) {
  const now = new Date();
  const wordsOf = draft ? foreseenWords : batchOutcomeWords;
  for await (const rows of batches) {
    yield rows.map((row) => [row.username, row.groups.join(" | "), wordsOf(row, parentName, now)]);
  }
}
