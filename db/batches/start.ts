import { sql } from "drizzle-orm";
import { causeOf, record } from "@/db/audit/record";
import type { BatchId } from "@/db/batches/input";
import { queueNextPart } from "@/db/batches/queue";
import { batchWords } from "@/db/batches/words";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { Conflict, NotFound } from "@/db/errors";
import { giveBackInvitations, takeInvitations } from "@/db/invitations/take-limits";
import { dateOf } from "@/db/lists/read-list";
import { lastDayDetail } from "@/db/memberships/end-day";
import type { RequestContext } from "@/db/request-context";

/**
 * Begins to invite those of a draft of whom that is foreseen; the outcome of all others stays what is foreseen. What
 * has begun goes on by itself, and begins but once.
 * @returns whether it began now
 * @throws NotFound for a draft that is not one's own; Conflict when there is nobody to invite; Limited, and then nobody is
 */
export const startBatch = defineCommand<BatchId, boolean, Draft | null>(
  {
    permission: "invitations.create",
    before: prepare,
    after: async ({ ctx, prepared: draft, ended }) => {
      const started = "output" in ended && ended.output;
      if (draft && !started) await giveBackInvitations(ctx, draft.count);
    },
  },
  async ({ tx, ctx, input, prepared: draft }) => draft !== null && (await start(tx, ctx, input, draft)),
);

/** Takes from the limits. @returns null when it has begun already */
async function prepare({ ctx, input }: { ctx: RequestContext; input: BatchId }): Promise<Draft | null> {
  const draft = await findDraft(ctx, input);
  if (draft.state !== "draft") return null;
  if (draft.past)
    throw new Conflict("The last day of these memberships is past. Go back and choose another.");
  if (draft.count === 0) throw new Conflict("There is nobody among them to invite.");
  await takeInvitations(ctx, draft.count);
  return draft;
}

type Draft = {
  readonly state: string;
  readonly size: number;
  readonly count: number;
  readonly past: boolean;
  readonly membershipEndsAt: string | null;
};

async function findDraft(ctx: RequestContext, { batchId }: BatchId): Promise<Draft> {
  const [draft] = await ctx.db.execute<Draft>(sql`
    select state, size, coalesce((tally ->> 'invited')::int, 0) as count,
      coalesce(membership_ends_at <= now(), false) as past, to_json(membership_ends_at) #>> '{}' as "membershipEndsAt" from batches
    where id = ${batchId} and organization_id = ${ctx.organization.id} and actor_id = ${ctx.actor.id} and kind = 'invite'`);
  if (!draft) throw new NotFound("This draft is gone. Enter the usernames again.");
  return draft;
}

/** @returns false when it has begun already */
async function start(
  tx: Transaction,
  ctx: RequestContext,
  { batchId }: BatchId,
  draft: Draft,
): Promise<boolean> {
  const [claimed] = await tx.execute(sql`
      update batches set state = 'running', started_at = now(), address = ${ctx.address}, tally = tally - 'invited'
      where id = ${batchId} and state = 'draft' returning id`);
  if (!claimed) return false;
  const cause = causeOf(ctx);
  // A username that is unknown here isn't kept in the audit: people type passwords into the wrong field.
  const unknown = sql`outcome = 'not-a-user-of-parent'`;
  await tx.execute(sql`
      insert into audit_events
        (organization_id, actor_id, actor_name, acting_from_id, address, action, outcome, subject_name, details)
      select ${cause.organizationId}, ${cause.actorId}::uuid, ${cause.actorName}, ${cause.actingFromId}::uuid, ${cause.address},
        'invitations.create', 'refused', case when not ${unknown} then username end,
        jsonb_build_object('groups', array(select group_name from batch_row_groups g
          where g.batch_id = r.batch_id and g.position = r.position order by group_name))
          || ${JSON.stringify(lastDayDetail(dateOf(draft.membershipEndsAt)))}::jsonb
          || case when ${unknown} then jsonb_build_object('because', outcome) else '{}' end
      from batch_rows r where batch_id = ${batchId} and outcome <> 'invited'`);
  await tx.execute(
    sql`update batch_rows set outcome = null where batch_id = ${batchId} and outcome = 'invited'`,
  );
  await record(tx, cause, {
    action: "batches.start",
    subject: { id: batchId, name: batchWords("invite", draft.size) },
  });
  await queueNextPart(tx, batchId);
  return true;
}
