import { and, eq } from "drizzle-orm";
import { Forbidden } from "@/db/errors";
import { countRows, type ListInput, type Order, readPage } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { can, type RequestContext } from "@/db/request-context";
import { bulkActions, users } from "@/db/schema";
import type { Permission } from "@/lib/permissions";
import { bulkActionColumns, isVisibleTo } from "./bulk-action";
import type { BulkActionSummary } from "./types";

export const BULK_ACTION_SORTS = ["created"] as const;
export type BulkActionSort = (typeof BULK_ACTION_SORTS)[number];

const BY_CREATED: Order = { column: bulkActions.createdAt, id: bulkActions.id };

const ANY_OF: readonly Permission[] = [
  "invitations.view",
  "invitations.create",
  "invitations.send",
  "invitations.delete",
];

/** Whether there can be bulk actions that the viewer can see. */
export function canViewBulkActions(ctx: RequestContext): boolean {
  return ANY_OF.some((permission) => can(ctx, permission));
}

/** A page of the bulk actions that `getBulkAction` would show. @throws Forbidden without any permission for invitations */
export async function listBulkActions(call: {
  ctx: RequestContext;
  input: ListInput<BulkActionSort>;
}): Promise<Page<BulkActionSummary>> {
  const { ctx, input } = call;
  if (!canViewBulkActions(ctx)) throw new Forbidden();
  const where = isVisibleTo(ctx);
  return await readPage(BY_CREATED, input, (list) =>
    Promise.all([
      ctx.db
        .select({ ...bulkActionColumns, cursor: list.cursor })
        .from(bulkActions)
        .leftJoin(users, eq(users.id, bulkActions.actorId))
        .where(and(where, list.afterCursor))
        .orderBy(...list.orderBy)
        .limit(list.limit),
      countRows(ctx.db, bulkActions, where),
    ]),
  );
}
