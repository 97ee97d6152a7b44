import { type SQL, sql } from "drizzle-orm";
import type { Batch, BatchSummary } from "@/db/batches/rows";
import { NotFound } from "@/db/errors";
import { dateOf } from "@/db/lists/read-list";
import { can, type RequestContext } from "@/db/request-context";
import { isUuid } from "@/db/uuid";

/**
 * One batch of the organization with how far it is. One's own; of others with invitations.view, but never their drafts,
 * which tell who is a user of the parent.
 * @throws NotFound for any other
 */
export async function getBatch(call: { ctx: RequestContext; batchId: string }): Promise<Batch> {
  const { ctx, batchId } = call;
  if (!isUuid(batchId)) throw new NotFound();
  const [batch] = await ctx.db.execute<
    Omit<BatchJson<Batch>, "membershipEndsAt"> & { membershipEndsAt: string | null }
  >(sql`
    select ${batchColumns}, b.actor_id = ${ctx.actor.id} as own, b.lifetime_hours as "lifetimeHours", b.note,
      to_json(b.membership_ends_at) #>> '{}' as "membershipEndsAt"
    from batches b left join users u on u.id = b.actor_id
    where b.id = ${batchId} and ${isShownTo(ctx)}`);
  if (!batch) throw new NotFound();
  return { ...batchOf(batch), membershipEndsAt: dateOf(batch.membershipEndsAt) };
}

/** A condition on batches b: of invitations, and for this reader. */
export function isShownTo(ctx: RequestContext): SQL {
  const others = can(ctx, "invitations.view") ? sql`b.state <> 'draft'` : sql`false`;
  return sql`b.organization_id = ${ctx.organization.id} and b.target_organization_id is null and (b.actor_id = ${ctx.actor.id} or ${others})`;
}

/** Of batches b and the users u who started them. */
export const batchColumns = sql`b.id, b.kind, b.state, b.size, b.tally, b.because, u.name as "startedBy",
  to_json(b.created_at) #>> '{}' as "createdAt", to_json(b.started_at) #>> '{}' as "startedAt", to_json(b.ended_at) #>> '{}' as "endedAt"`;

export type BatchJson<Row extends BatchSummary> = Omit<Row, "createdAt" | "startedAt" | "endedAt"> & {
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
};

export function batchOf<Json extends BatchJson<BatchSummary>>(json: Json) {
  return {
    ...json,
    createdAt: dateOf(json.createdAt),
    startedAt: dateOf(json.startedAt),
    endedAt: dateOf(json.endedAt),
  };
}
