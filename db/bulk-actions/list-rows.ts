import { type SQL, sql } from "drizzle-orm";
import { countUpTo, keyset, type ListInput, matches, type Order } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { readList } from "@/db/lists/read-list";
import type { RequestContext } from "@/db/request-context";
import { isShownTo } from "./get";
import { bulkActionOutcome } from "./table";
import type { BulkActionOutcome, BulkActionRow } from "./types";

export const BULK_ACTION_ROW_SORTS = ["position"] as const;
export type BulkActionRowSort = (typeof BULK_ACTION_ROW_SORTS)[number];

/** `waiting`: those whose turn has not come. */
export type BulkActionRowFilter = BulkActionOutcome | "waiting" | null;

/** What an address asks for; whatever is no outcome reads as all. */
export function readRowFilter(text: string | undefined): BulkActionRowFilter {
  return ROW_FILTERS.find((known) => known === text) ?? null;
}

const ROW_FILTERS = [...bulkActionOutcome.enumValues, "waiting"] as const;

type Asked = { readonly filter: BulkActionRowFilter; readonly search: string };

const BY_POSITION: Order = {
  column: sql`r.position`,
  type: "integer",
  id: sql`r.position`,
  idType: "bigint",
};

/** A page of a bulk action's rows, in the order in which they were named. Searches in the username. Empty for a bulk action that `getBulkAction` would not show. */
export async function listBulkActionRows(call: {
  ctx: RequestContext;
  bulkActionId: string;
  input: ListInput<BulkActionRowSort> & Pick<Asked, "filter">;
}): Promise<Page<BulkActionRow>> {
  const { ctx, input } = call;
  const list = keyset(BY_POSITION, input);
  const these = rowsThat(call, input);
  const { rows, total } = await readList<BulkActionRow & { cursor: string }>(
    ctx.db,
    sql`select ${columns}, ${list.cursor} as cursor ${these} ${list.beyond} ${list.orderBy}`,
    countUpTo(these),
  );
  return list.page(rows, total);
}

const AT_ONCE = 1000;

/** All of them, a thousand at a time. */
export async function* exportBulkActionRows(call: {
  ctx: RequestContext;
  bulkActionId: string;
  input: Asked;
}): AsyncGenerator<BulkActionRow[]> {
  let after = 0;
  for (;;) {
    const rows: BulkActionRow[] = await call.ctx.db.execute<BulkActionRow>(sql`
      select ${columns} ${rowsThat(call, call.input)} and r.position > ${after} order by r.position limit ${AT_ONCE}`);
    yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < AT_ONCE) return;
    after = last.position;
  }
}

const columns = sql`r.position, r.username, r.invitation_id as "invitationId", r.outcome, r.details,
  array(select g.group_name from bulk_action_row_groups g
    where g.bulk_action_id = r.bulk_action_id and g.position = r.position order by g.group_name) as groups`;

function rowsThat(
  { ctx, bulkActionId }: { ctx: RequestContext; bulkActionId: string },
  { filter, search }: Asked,
): SQL {
  return sql`from bulk_action_rows r
    where r.bulk_action_id = (select b.id from bulk_actions b where b.id = ${bulkActionId} and ${isShownTo(ctx)})
    ${filterOf(filter)} ${matches(sql`r.username`, search)}`;
}

function filterOf(filter: BulkActionRowFilter): SQL {
  if (filter === null) return sql``;
  return filter === "waiting"
    ? sql`and r.outcome is null`
    : sql`and r.outcome = ${filter}::bulk_action_outcome`;
}
