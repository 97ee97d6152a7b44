import { sql } from "drizzle-orm";
import { causeOf, insertAuditEvents, record } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { Conflict, NotFound } from "@/db/errors";
import { consumeInvitations, giveBackInvitations } from "@/db/invitations/invite-limits";
import { dateOf } from "@/db/lists/read-list";
import { lastDayDetail } from "@/db/memberships/end-date";
import type { RequestContext } from "@/db/request-context";
import { enqueueNextBatch } from "./enqueue";
import type { BulkActionId } from "./input";

/**
 * Starts the bulk invite of a draft. It invites those whose outcome in the preview is "invited"; the others keep the outcome
 * of the preview.
 * @returns whether it started now; false if it had started before
 * @throws NotFound if this isn't a draft of the actor; Conflict if it invites nobody; Limited if it invites too many
 */
export const startBulkAction = defineCommand<BulkActionId, boolean, Draft | null>(
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

/** Consumes the limits. @returns null if it has started already */
async function prepare({ ctx, input }: { ctx: RequestContext; input: BulkActionId }): Promise<Draft | null> {
  const draft = await findDraft(ctx, input);
  if (draft.state !== "draft") return null;
  if (draft.past)
    throw new Conflict("The last day of these memberships is past. Go back and choose another.");
  if (draft.count === 0) throw new Conflict("There is nobody among them to invite.");
  await consumeInvitations(ctx, draft.count);
  return draft;
}

type Draft = {
  readonly state: string;
  readonly size: number;
  readonly count: number;
  readonly past: boolean;
  readonly membershipEndsAt: string | null;
};

async function findDraft(ctx: RequestContext, { bulkActionId }: BulkActionId): Promise<Draft> {
  const [draft] = await ctx.db.execute<Draft>(sql`
    select
      state,
      size,
      coalesce((tally ->> 'invited')::int, 0) as count,
      coalesce(membership_ends_at <= now(), false) as past,
      to_json(membership_ends_at) #>> '{}' as "membershipEndsAt"
    from bulk_actions
    where id = ${bulkActionId}
      and organization_id = ${ctx.organization.id}
      and actor_id = ${ctx.actor.id}
      and kind = 'invite'`);
  if (!draft) throw new NotFound("This draft is gone. Enter the usernames again.");
  return draft;
}

/** @returns false if it has started already */
async function start(
  tx: Transaction,
  ctx: RequestContext,
  { bulkActionId }: BulkActionId,
  draft: Draft,
): Promise<boolean> {
  const [claimed] = await tx.execute(sql`
    update bulk_actions
    set state = 'running', started_at = now(), address = ${ctx.address}, tally = tally - 'invited'
    where id = ${bulkActionId} and state = 'draft'
    returning id`);
  if (!claimed) return false;
  const cause = causeOf(ctx);
  // The audit log leaves out unknown usernames, because people type passwords into the wrong field.
  const unknown = sql`outcome = 'not-a-user-of-parent'`;
  await tx.execute(
    insertAuditEvents(
      cause,
      {
        action: "invitations.create",
        outcome: "refused",
        subject: { name: sql`case when not ${unknown} then username end` },
        details: {
          groups: sql`to_jsonb(array(
            select group_name
            from bulk_action_row_groups g
            where g.bulk_action_id = r.bulk_action_id and g.position = r.position
            order by group_name
          ))`,
          ...lastDayDetail(dateOf(draft.membershipEndsAt)),
          reason: sql`case when ${unknown} then to_jsonb(outcome) end`,
        },
      },
      sql`bulk_action_rows r where bulk_action_id = ${bulkActionId} and outcome <> 'invited'`,
    ),
  );
  await tx.execute(sql`
    update bulk_action_rows
    set outcome = null
    where bulk_action_id = ${bulkActionId} and outcome = 'invited'`);
  await record(tx, cause, {
    action: "bulk-actions.start",
    subject: { id: bulkActionId },
    details: { kind: "invite", size: draft.size },
  });
  await enqueueNextBatch(tx, bulkActionId);
  return true;
}
