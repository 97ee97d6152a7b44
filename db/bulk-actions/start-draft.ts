import { sql } from "drizzle-orm";
import { z } from "zod";
import { causeOf, type Recorded, record, recordsNothing } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { Conflict, NotFound } from "@/db/errors";
import { consumeInvitations, giveBackInvitations } from "@/db/invitations/invite-limits";
import { MAX_RECORDED, type RefusedForReason, recordRefused } from "@/db/invitations/record-refused";
import { constant } from "@/db/lists/keyset";
import { lastDayDetail } from "@/db/memberships/end-date";
import type { RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { enqueueNextBatch } from "./enqueue";
import type { BulkActionId } from "./input";
import { bulkActionOutcome } from "./table";

/**
 * Starts the bulk invite of a draft. It invites the users whose outcome in the preview is "invited"; the others keep their
 * outcome.
 * @returns whether it started now; false if it had started before
 * @throws NotFound if this isn't a draft of the actor; Conflict if it invites nobody; Limited if it invites too many
 */
export const startDraft = defineCommand<BulkActionId, boolean, Draft | null>(
  {
    permission: "invitations.create",
    before: prepare,
    after: async ({ ctx, prepared: draft, ended }) => {
      const started = "output" in ended && ended.output;
      if (draft && !started) await giveBackInvitations(ctx, draft.count);
    },
  },
  async ({ tx, ctx, input, prepared: draft }) =>
    draft ? await start(tx, ctx, input, draft) : recordsNothing("it has started").returning(false),
);

/** Counts the invitations toward the limits. @returns null if it has started already */
async function prepare({ ctx, input }: { ctx: RequestContext; input: BulkActionId }): Promise<Draft | null> {
  const draft = await findDraft(ctx, input);
  if (draft.state !== "draft") return null;
  if (draft.past) throw new Conflict({ code: "end-date-past" });
  if (draft.count === 0) throw new Conflict({ code: "nobody-to-invite" });
  await consumeInvitations(ctx, draft.count);
  return draft;
}

const draftRow = z.object({
  state: z.string(),
  size: z.number(),
  count: z.number(),
  past: z.boolean(),
  membershipEndsAt: z.coerce.date().nullable(),
});
type Draft = z.infer<typeof draftRow>;

async function findDraft(ctx: RequestContext, { bulkActionId }: BulkActionId): Promise<Draft> {
  const [draft] = await rowsOf(ctx.db, draftRow)`
    select
      state,
      size,
      coalesce((tally ->> 'invited')::int, 0) as count,
      coalesce(membership_ends_at <= now(), false) as past,
      to_json(membership_ends_at) as "membershipEndsAt"
    from bulk_actions
    where id = ${bulkActionId}
      and organization_id = ${ctx.organization.id}
      and actor_id = ${ctx.actor.id}
      and kind = 'invite'`;
  if (!draft) throw new NotFound({ code: "draft-gone" });
  return draft;
}

/** @returns false if it has started already */
async function start(
  tx: Transaction,
  ctx: RequestContext,
  { bulkActionId }: BulkActionId,
  draft: Draft,
): Promise<Recorded<boolean>> {
  const [claimed] = await tx.execute(sql`
    update bulk_actions
    set state = 'running', started_at = now(), address = ${ctx.address}, tally = tally - 'invited'
    where id = ${bulkActionId} and state = 'draft'
    returning id`);
  if (!claimed) return recordsNothing("it has started").returning(false);
  await recordRefused({
    tx,
    ctx,
    action: "invitations.create",
    ...lastDayDetail(ctx, draft.membershipEndsAt),
    refused: await findRefused(tx, bulkActionId),
  });
  await tx.execute(sql`
    update bulk_action_rows
    set outcome = null
    where bulk_action_id = ${bulkActionId} and outcome = 'invited'`);
  const recorded = await record(tx, causeOf(ctx), {
    action: "bulk-actions.start",
    subject: { id: bulkActionId },
    details: { kind: "invite", size: draft.size },
  });
  await enqueueNextBatch(tx, bulkActionId);
  return recorded.returning(true);
}

const refusedRow = z.object({
  reason: z.enum(bulkActionOutcome.enumValues),
  users: z.number(),
  usernames: z.array(z.string()),
  groups: z.array(z.string()),
});

/**
 * The usernames that aren't invited, by reason. Leaves out unknown ones, because people type passwords into the wrong field.
 */
async function findRefused(tx: Transaction, bulkActionId: string): Promise<RefusedForReason[]> {
  return await rowsOf(tx, refusedRow)`
    select
      r.outcome as reason,
      count(*)::int as users,
      array(
        select username
        from bulk_action_rows named
        where named.bulk_action_id = ${bulkActionId}
          and named.outcome = r.outcome
          and named.outcome not in ('not-a-user-of-parent', 'not-looked-up', 'unreadable')
        order by position
        limit ${constant(MAX_RECORDED)}
      ) as usernames,
      array(
        select distinct g.group_name
        from bulk_action_row_groups g
        join bulk_action_rows grouped using (bulk_action_id, position)
        where g.bulk_action_id = ${bulkActionId} and grouped.outcome = r.outcome
        order by g.group_name
        limit ${constant(MAX_RECORDED)}
      ) as groups
    from bulk_action_rows r
    where r.bulk_action_id = ${bulkActionId} and r.outcome <> 'invited'
    group by r.outcome
    order by r.outcome`;
}
