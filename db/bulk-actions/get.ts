import { and, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { NotFound } from "@/db/errors";
import { can, type RequestContext } from "@/db/request-context";
import { bulkActions, users } from "@/db/schema";
import { isUuid } from "@/db/uuid";
import type { BulkAction, BulkActionKind, Tally } from "./types";

/** The columns of a bulk action in a list. Needs a join with `users`. */
export const bulkActionColumns = {
  id: bulkActions.id,
  kind: sql<BulkActionKind>`${bulkActions.kind}`,
  state: bulkActions.state,
  size: bulkActions.size,
  tally: sql<Tally>`${bulkActions.tally}`,
  reason: bulkActions.reason,
  startedBy: users.name,
  createdAt: bulkActions.createdAt,
  startedAt: bulkActions.startedAt,
  endedAt: bulkActions.endedAt,
};

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

/** A condition: a bulk action on invitations of the organization that the viewer can see. */
export function isVisibleTo(ctx: RequestContext): SQL | undefined {
  return and(
    eq(bulkActions.organizationId, ctx.organization.id),
    isNull(bulkActions.targetOrganizationId),
    or(
      eq(bulkActions.actorId, ctx.actor.id),
      can(ctx, "invitations.view") ? sql`${bulkActions.state} <> 'draft'` : undefined,
    ),
  );
}
