import { type SQL, sql } from "drizzle-orm";
import { isShownTo } from "@/db/batches/get";
import type { BatchOutcome, BatchRow } from "@/db/batches/rows";
import { batchOutcome } from "@/db/batches/table";
import { countUpTo, keyset, type ListInput, matches, type Order } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { readList } from "@/db/lists/read-list";
import type { RequestContext } from "@/db/request-context";

export const BATCH_ROW_SORTS = ["position"] as const;
export type BatchRowSort = (typeof BATCH_ROW_SORTS)[number];

/** `waiting`: those whose turn has not come. */
export type BatchRowFilter = BatchOutcome | "waiting" | null;

/** What an address asks for; whatever is no outcome reads as all. */
export function readRowFilter(text: string | undefined): BatchRowFilter {
  return ROW_FILTERS.find((known) => known === text) ?? null;
}

const ROW_FILTERS = [...batchOutcome.enumValues, "waiting"] as const;

type Asked = { readonly filter: BatchRowFilter; readonly search: string };

const BY_POSITION: Order = {
  column: sql`r.position`,
  type: "integer",
  id: sql`r.position`,
  idType: "bigint",
};

/** A page of a batch's rows, in the order in which they were named. Searches in the username. Empty for a batch that `getBatch` would not show. */
export async function listBatchRows(call: {
  ctx: RequestContext;
  batchId: string;
  input: ListInput<BatchRowSort> & Pick<Asked, "filter">;
}): Promise<Page<BatchRow>> {
  const { ctx, input } = call;
  const list = keyset(BY_POSITION, input);
  const these = rowsThat(call, input);
  const { rows, total } = await readList<BatchRow & { cursor: string }>(
    ctx.db,
    sql`select ${columns}, ${list.cursor} as cursor ${these} ${list.beyond} ${list.orderBy}`,
    countUpTo(these),
  );
  return list.page(rows, total);
}

const AT_ONCE = 1000;

/** All of them, a thousand at a time. */
export async function* exportBatchRows(call: {
  ctx: RequestContext;
  batchId: string;
  input: Asked;
}): AsyncGenerator<BatchRow[]> {
  let after = 0;
  for (;;) {
    const rows: BatchRow[] = await call.ctx.db.execute<BatchRow>(sql`
      select ${columns} ${rowsThat(call, call.input)} and r.position > ${after} order by r.position limit ${AT_ONCE}`);
    yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < AT_ONCE) return;
    after = last.position;
  }
}

const columns = sql`r.position, r.username, r.invitation_id as "invitationId", r.outcome, r.details,
  array(select g.group_name from batch_row_groups g
    where g.batch_id = r.batch_id and g.position = r.position order by g.group_name) as groups`;

function rowsThat(
  { ctx, batchId }: { ctx: RequestContext; batchId: string },
  { filter, search }: Asked,
): SQL {
  return sql`from batch_rows r
    where r.batch_id = (select b.id from batches b where b.id = ${batchId} and ${isShownTo(ctx)})
    ${filterOf(filter)} ${matches(sql`r.username`, search)}`;
}

function filterOf(filter: BatchRowFilter): SQL {
  if (filter === null) return sql``;
  return filter === "waiting" ? sql`and r.outcome is null` : sql`and r.outcome = ${filter}::batch_outcome`;
}
