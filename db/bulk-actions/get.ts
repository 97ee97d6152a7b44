import { type SQL, sql } from "drizzle-orm";
import { NotFound } from "@/db/errors";
import { dateOf } from "@/db/lists/read-list";
import { can, type RequestContext } from "@/db/request-context";
import { isUuid } from "@/db/uuid";
import type { BulkAction, BulkActionSummary } from "./types";

/**
 * One bulk action of the organization with how far it is. One's own; of others with invitations.view, but never their drafts,
 * which tell who is a user of the parent.
 * @throws NotFound for any other
 */
export async function getBulkAction(call: {
  ctx: RequestContext;
  bulkActionId: string;
}): Promise<BulkAction> {
  const { ctx, bulkActionId } = call;
  if (!isUuid(bulkActionId)) throw new NotFound();
  const [bulkAction] = await ctx.db.execute<
    Omit<BulkActionJson<BulkAction>, "membershipEndsAt"> & { membershipEndsAt: string | null }
  >(sql`
    select ${bulkActionColumns}, b.actor_id = ${ctx.actor.id} as own, b.lifetime_hours as "lifetimeHours", b.note,
      to_json(b.membership_ends_at) #>> '{}' as "membershipEndsAt"
    from bulk_actions b left join users u on u.id = b.actor_id
    where b.id = ${bulkActionId} and ${isShownTo(ctx)}`);
  if (!bulkAction) throw new NotFound();
  return { ...bulkActionOf(bulkAction), membershipEndsAt: dateOf(bulkAction.membershipEndsAt) };
}

/** A condition on bulk actions b: of invitations, and for this reader. */
export function isShownTo(ctx: RequestContext): SQL {
  const others = can(ctx, "invitations.view") ? sql`b.state <> 'draft'` : sql`false`;
  return sql`b.organization_id = ${ctx.organization.id} and b.target_organization_id is null and (b.actor_id = ${ctx.actor.id} or ${others})`;
}

/** Of bulk actions b and the users u who started them. */
export const bulkActionColumns = sql`b.id, b.kind, b.state, b.size, b.tally, b.reason, u.name as "startedBy",
  to_json(b.created_at) #>> '{}' as "createdAt", to_json(b.started_at) #>> '{}' as "startedAt", to_json(b.ended_at) #>> '{}' as "endedAt"`;

export type BulkActionJson<Row extends BulkActionSummary> = Omit<
  Row,
  "createdAt" | "startedAt" | "endedAt"
> & {
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
};

export function bulkActionOf<Json extends BulkActionJson<BulkActionSummary>>(json: Json) {
  return {
    ...json,
    createdAt: dateOf(json.createdAt),
    startedAt: dateOf(json.startedAt),
    endedAt: dateOf(json.endedAt),
  };
}
