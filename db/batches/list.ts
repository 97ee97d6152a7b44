import { sql } from "drizzle-orm";
import { type BatchJson, batchColumns, batchOf, isShownTo } from "@/db/batches/get";
import type { BatchSummary } from "@/db/batches/rows";
import { Forbidden } from "@/db/errors";
import { countUpTo, keyset, type ListInput, type Order } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { readList } from "@/db/lists/read-list";
import type { Permission } from "@/db/permissions";
import { can, type RequestContext } from "@/db/request-context";

export const BATCH_SORTS = ["created"] as const;
export type BatchSort = (typeof BATCH_SORTS)[number];

const BY_CREATED: Order = { column: sql`b.created_at`, type: "timestamptz", id: sql`b.id` };

const ANY_OF: readonly Permission[] = [
  "invitations.view",
  "invitations.create",
  "invitations.send",
  "invitations.delete",
];

/** Whether there can be batches that the reader may see. */
export function seesBatches(ctx: RequestContext): boolean {
  return ANY_OF.some((permission) => can(ctx, permission));
}

/** A page of the batches that `getBatch` would show. @throws Forbidden for whom nothing with invitations is allowed */
export async function listBatches(call: {
  ctx: RequestContext;
  input: ListInput<BatchSort>;
}): Promise<Page<BatchSummary>> {
  const { ctx, input } = call;
  if (!seesBatches(ctx)) throw new Forbidden();
  const list = keyset(BY_CREATED, input);
  const these = sql`from batches b where ${isShownTo(ctx)}`;
  const { rows, total } = await readList<BatchJson<BatchSummary> & { cursor: string }>(
    ctx.db,
    sql`
      select ${batchColumns}, ${list.cursor} as cursor
      from (select * ${these} ${list.beyond} ${list.orderBy}) as b left join users u on u.id = b.actor_id
      ${list.orderBy}`,
    countUpTo(these),
  );
  return list.page(rows.map(batchOf), total);
}
