import { sql } from "drizzle-orm";
import { Forbidden } from "@/db/errors";
import { countUpTo, keyset, type ListInput, type Order } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { readList } from "@/db/lists/read-list";
import { can, type RequestContext } from "@/db/request-context";
import type { Permission } from "@/lib/permissions";
import { type BulkActionJson, bulkActionColumns, bulkActionOf, isShownTo } from "./get";
import type { BulkActionSummary } from "./types";

export const BULK_ACTION_SORTS = ["created"] as const;
export type BulkActionSort = (typeof BULK_ACTION_SORTS)[number];

const BY_CREATED: Order = { column: sql`b.created_at`, type: "timestamptz", id: sql`b.id` };

const ANY_OF: readonly Permission[] = [
  "invitations.view",
  "invitations.create",
  "invitations.send",
  "invitations.delete",
];

/** Whether there can be bulk actions that the reader may see. */
export function seesBulkActions(ctx: RequestContext): boolean {
  return ANY_OF.some((permission) => can(ctx, permission));
}

/** A page of the bulk actions that `getBulkAction` would show. @throws Forbidden for whom nothing with invitations is allowed */
export async function listBulkActions(call: {
  ctx: RequestContext;
  input: ListInput<BulkActionSort>;
}): Promise<Page<BulkActionSummary>> {
  const { ctx, input } = call;
  if (!seesBulkActions(ctx)) throw new Forbidden();
  const list = keyset(BY_CREATED, input);
  const these = sql`from bulk_actions b where ${isShownTo(ctx)}`;
  const { rows, total } = await readList<BulkActionJson<BulkActionSummary> & { cursor: string }>(
    ctx.db,
    sql`
      select ${bulkActionColumns}, ${list.cursor} as cursor
      from (select * ${these} ${list.beyond} ${list.orderBy}) as b left join users u on u.id = b.actor_id
      ${list.orderBy}`,
    countUpTo(these),
  );
  return list.page(rows.map(bulkActionOf), total);
}
