import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { countRows, inBatches, keyset, type ListInput, type Order, readPage } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { matches, searchText } from "@/db/lists/search";
import { can, type RequestContext } from "@/db/request-context";
import { bulkActionRows, bulkActions, invitations } from "@/db/schema";
import { isVisibleTo } from "./bulk-action";
import { bulkActionOutcome } from "./table";
import type { BulkActionOutcome, BulkActionRow, ListedRow } from "./types";

export const BULK_ACTION_ROW_SORTS = ["position"] as const;
export type BulkActionRowSort = (typeof BULK_ACTION_ROW_SORTS)[number];

/** `waiting`: not processed yet. */
export type BulkActionRowFilter = BulkActionOutcome | "waiting" | null;

/** Read from the URL. Anything but an outcome reads as all. */
export function readRowFilter(text: string | undefined): BulkActionRowFilter {
  return ROW_FILTERS.find((known) => known === text) ?? null;
}

const ROW_FILTERS = [...bulkActionOutcome.enumValues, "waiting"] as const;

type View = { readonly filter: BulkActionRowFilter; readonly search: string };

const BY_POSITION: Order = { column: bulkActionRows.position };

/**
 * A page of a bulk action's rows, in the order of its list. The search looks in usernames and in what was entered for them.
 * Empty for a bulk action that `getBulkAction` would not show.
 */
export async function listBulkActionRows(call: {
  ctx: RequestContext;
  bulkActionId: string;
  input: ListInput<BulkActionRowSort> & Pick<View, "filter">;
}): Promise<Page<ListedRow>> {
  const { ctx, input } = call;
  const where = isInView(call, input);
  return await readPage(BY_POSITION, input, (list) =>
    Promise.all([
      ctx.db
        .select({ ...columns, name: invitations.name, cursor: list.cursor })
        .from(bulkActionRows)
        .leftJoin(
          invitations,
          and(eq(invitations.id, bulkActionRows.invitationId), sql`${can(ctx, "invitations.view")}::boolean`),
        )
        .where(and(where, list.afterCursor))
        .orderBy(...list.orderBy)
        .limit(list.limit),
      countRows(ctx.db, bulkActionRows, where),
    ]),
  );
}

/** Few, because each row can have 100 groups. */
const EXPORTED_AT_ONCE = 25;

/** All rows, 25 at a time. */
export async function* exportBulkActionRows(call: {
  ctx: RequestContext;
  bulkActionId: string;
  input: View;
}): AsyncGenerator<BulkActionRow[]> {
  const where = isInView(call, call.input);
  yield* inBatches(async (after) => {
    const list = keyset(BY_POSITION, { descending: false, after, before: null }, EXPORTED_AT_ONCE);
    const rows = await call.ctx.db
      .select({ ...columns, cursor: list.cursor })
      .from(bulkActionRows)
      .where(and(where, list.afterCursor))
      .orderBy(...list.orderBy)
      .limit(list.limit);
    return list.page(rows);
  });
}

const columns = {
  position: bulkActionRows.position,
  username: bulkActionRows.username,
  invitationId: bulkActionRows.invitationId,
  outcome: bulkActionRows.outcome,
  details: bulkActionRows.details,
  groups: sql<string[]>`array(
    select g.group_name
    from bulk_action_row_groups g
    where g.bulk_action_id = bulk_action_rows.bulk_action_id
      and g.position = bulk_action_rows.position
    order by g.group_name
  )`,
};

function isInView(
  { ctx, bulkActionId }: { ctx: RequestContext; bulkActionId: string },
  { filter, search }: View,
): SQL | undefined {
  const visible = ctx.db
    .select({ id: bulkActions.id })
    .from(bulkActions)
    .where(and(eq(bulkActions.id, bulkActionId), isVisibleTo(ctx)));
  return and(
    eq(bulkActionRows.bulkActionId, visible),
    hasOutcome(filter),
    matches(sql`${bulkActionRows.search} || ${searchText(ENTERED)}`, search),
  );
}

const ENTERED = sql`coalesce(' ' || (${bulkActionRows.details} ->> 'entered'), '')`;

function hasOutcome(filter: BulkActionRowFilter): SQL | undefined {
  if (filter === null) return undefined;
  return filter === "waiting" ? isNull(bulkActionRows.outcome) : eq(bulkActionRows.outcome, filter);
}
