import { csvResponse } from "@/app/_server/csv";
import { guardPage, orNotFound } from "@/app/_server/page-guard";
import type { Scope } from "@/app/_server/paths";
import { bulkActionTitle } from "@/components/bulk-actions/bulk-action-text";
import { bulkActionOutcomeText, previewText } from "@/components/bulk-actions/outcome-text";
import { getBulkAction } from "@/db/bulk-actions/get";
import { exportBulkActionRows, readRowFilter } from "@/db/bulk-actions/list-rows";
import type { BulkActionRow } from "@/db/bulk-actions/types";

type Params = { params: Promise<Scope & { bulkActionId: string }> };

/** All outcomes that match the page's filter, as CSV. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const ctx = await guardPage(params);
  const { bulkActionId } = await params;
  const bulkAction = await orNotFound(getBulkAction({ ctx, bulkActionId }));
  const asked = new URL(request.url).searchParams;
  const input = {
    filter: readRowFilter(asked.get("outcome") ?? undefined),
    search: (asked.get("q") ?? "").slice(0, 200),
  };
  const parentName = ctx.organization.parent?.name ?? "the parent organization";
  const draft = bulkAction.state === "draft";
  const rows = exportBulkActionRows({ ctx, bulkActionId: bulkAction.id, input });
  const name = `${bulkActionTitle(bulkAction)} ${ctx.organization.name} ${bulkAction.createdAt.toISOString().slice(0, 10)}`;
  return csvResponse(
    name,
    ["Username", "Groups", draft ? "What would happen" : "Outcome"],
    cells(rows, parentName, draft),
  );
}

async function* cells(batches: AsyncGenerator<BulkActionRow[]>, parentName: string, draft: boolean) {
  const now = new Date();
  const textOf = draft ? previewText : bulkActionOutcomeText;
  for await (const rows of batches) {
    yield rows.map((row) => [row.username, row.groups.join(" | "), textOf(row, parentName, now)]);
  }
}
