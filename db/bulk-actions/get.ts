import { and, eq, sql } from "drizzle-orm";
import { NotFound } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import { bulkActions, users } from "@/db/schema";
import { isUuid } from "@/db/uuid";
import { bulkActionColumns, isVisibleTo } from "./bulk-action";
import type { BulkAction } from "./types";

/**
 * Gets a bulk action of the organization: one of the actor or, with invitations.view, of another user. Other users' drafts
 * stay hidden, because they reveal who is a user of the parent organization.
 * @throws NotFound for any other
 */
export async function getBulkAction(call: {
  ctx: RequestContext;
  bulkActionId: string;
}): Promise<BulkAction> {
  const { ctx, bulkActionId } = call;
  if (!isUuid(bulkActionId)) throw new NotFound();
  const [bulkAction] = await ctx.db
    .select({
      ...bulkActionColumns,
      own: sql`${bulkActions.actorId} = ${ctx.actor.id}`.mapWith(Boolean),
      lifetimeHours: bulkActions.lifetimeHours,
      note: bulkActions.note,
      membershipEndsAt: bulkActions.membershipEndsAt,
      source: bulkActions.source,
    })
    .from(bulkActions)
    .leftJoin(users, eq(users.id, bulkActions.actorId))
    .where(and(eq(bulkActions.id, bulkActionId), isVisibleTo(ctx)));
  if (!bulkAction) throw new NotFound();
  return bulkAction;
}
