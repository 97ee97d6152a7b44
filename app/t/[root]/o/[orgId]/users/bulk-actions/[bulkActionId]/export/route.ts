import { getLocale, getTranslations } from "next-intl/server";
import { csvResponse } from "@/app/_server/csv";
import { guardInvitationsPage, orNotFound } from "@/app/_server/page-guard";
import type { Scope } from "@/app/_server/paths";
import { bulkActionTitle } from "@/components/bulk-actions/bulk-action-text";
import {
  bulkActionOutcomeText,
  type OutcomeTranslators,
  previewText,
} from "@/components/bulk-actions/outcome-text";
import { timesFor } from "@/components/ui/use-times";
import { isStillAllowed } from "@/db/access/find-context";
import { getBulkAction } from "@/db/bulk-actions/get";
import { canViewBulkActions } from "@/db/bulk-actions/list";
import { exportBulkActionRows, readRowFilter } from "@/db/bulk-actions/list-rows";
import type { BulkActionRow } from "@/db/bulk-actions/types";
import { cutText } from "@/lib/text";
import { joinGroupNames } from "@/lib/username-list/group-names";

type Params = { params: Promise<Scope & { bulkActionId: string }> };

/** All outcomes that match the page's filter, as CSV. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const ctx = await guardInvitationsPage(params);
  const { bulkActionId } = await params;
  const bulkAction = await orNotFound(getBulkAction({ ctx, bulkActionId }));
  const query = new URL(request.url).searchParams;
  const input = {
    filter: readRowFilter(query.get("outcome") ?? undefined),
    search: cutText(query.get("q") ?? "", 200),
  };
  const [t, common] = [await getTranslations(), await getTranslations("common")];
  const parentName = ctx.organization.parent?.name ?? t("bulk-actions.page.parent");
  const times = timesFor(common, { locale: await getLocale(), timeZone: "UTC" });
  const draft = bulkAction.state === "draft";
  const rows = exportBulkActionRows({ ctx, bulkActionId: bulkAction.id, input });
  const name = t("bulk-actions.export.fileName", {
    title: bulkActionTitle(t, bulkAction),
    organization: ctx.organization.name,
    date: bulkAction.createdAt.toISOString().slice(0, 10),
  });
  return csvResponse(
    name,
    [...READABLE_COLUMNS, t("bulk-actions.rows.columns.result")],
    cells({ t, common, times }, rows, parentName, draft),
    () => isStillAllowed(ctx, canViewBulkActions),
  );
}

/** The same in every language, because a bulk invite can read the file. */
const READABLE_COLUMNS = ["username", "groups"];

async function* cells(
  translators: OutcomeTranslators,
  batches: AsyncGenerator<BulkActionRow[]>,
  parentName: string,
  draft: boolean,
) {
  const now = new Date();
  const textOf = draft ? previewText : bulkActionOutcomeText;
  for await (const rows of batches) {
    yield rows.map((row) => [row.username, groupsOf(row), textOf(translators, row, parentName, now)]);
  }
}

/** The groups as they were entered, even if they couldn't be read or found. */
function groupsOf({ groups, details }: BulkActionRow): string {
  if (details.problem) return details.problem.entered[1] ?? "";
  return joinGroupNames([...new Set([...groups, ...(details.groups ?? [])])]);
}
