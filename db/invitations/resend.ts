import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { requireActive } from "@/db/access/require-active";
import { coversGroup, isCurrent } from "@/db/access/rights";
import { causeOf, insertAuditEvents, recordedBy } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import { toJson } from "@/db/json";
import { constant } from "@/db/lists/keyset";
import { enqueue } from "@/db/queue/enqueue";
import type { RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { uuids } from "@/db/uuid";
import { MAX_NAMES_IN_LINE } from "@/lib/cut-list";
import { emailPriority } from "./email-priority";
import { treeOf } from "./emails-sent";
import type { InvitationIds } from "./input";
import { lockInvitations } from "./lock";
import { byReason, type Refused, recordRefusedOnce } from "./record-refused";
import { mailboxLimits, resendLimits } from "./resend-limits";
import { candidateRow, rejectionReason } from "./rules";
import type { ResendOutcome } from "./types";

/**
 * Resends pending invitations, including those that have expired or whose email failed. The previous link stops working
 * immediately, and the new one is valid for the invitation's full lifetime. The actor must be able to grant all groups of an
 * invitation, and becomes its inviter. Cooldown and daily limit count all emails from this organization to the user,
 * including those of deleted invitations.
 * @returns an outcome for each id that is an invitation of this organization, in their order
 * @throws NotFound if none of them is; Conflict in an inactive organization
 */
export const resendInvitations = defineCommand<InvitationIds, ResendOutcome[], number>(
  {
    permission: "invitations.send",
    before: ({ ctx, input }) => emailPriority(ctx, input.invitationIds.length),
  },
  async ({ tx, ctx, input, prepared: priority }) => {
    const outcomes = await enqueueResend(tx, ctx, input.invitationIds, priority);
    if (outcomes.length === 0) throw new NotFound({ code: "no-such-invitation" });
    const refused = byReason(unsentOf(outcomes));
    await recordRefusedOnce({ tx, ctx, action: "invitations.resend", refused });
    return recordedBy("enqueueResend").returning(outcomes);
  },
);

/**
 * `resendInvitations` without the permission check. The caller records those that aren't resent. The number of statements
 * doesn't depend on the number of ids. A job that is already sending the replaced email finds another round, and sends
 * nothing.
 * @param priority emails with a lower number are sent first
 * @throws Conflict in an inactive organization
 */
export async function enqueueResend(
  tx: Transaction,
  ctx: RequestContext,
  ids: readonly string[],
  priority: number,
): Promise<ResendOutcome[]> {
  await requireActive(tx, ctx, "resend");
  await lockInvitations(tx, ctx, ids);
  const outcomes = (await claimAndEnqueue(tx, ctx, ids, priority)).map(outcomeOf);
  await recordSent(tx, ctx, outcomes);
  return outcomes;
}

const claimedRow = candidateRow.extend({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  resent: z.boolean(),
  ended: z.boolean(),
  isPastLastDay: z.boolean(),
  lastSentAt: z.coerce.date(),
  cooldownEndsAt: z.coerce.date().nullable(),
  dailyLimitEndsAt: z.coerce.date().nullable(),
  /** The first of the groups that the actor can't grant, and how many there are. */
  ungrantable: z.array(z.string()),
  ungrantableCount: z.number(),
});
type Claimed = z.infer<typeof claimedRow>;

function outcomeOf(row: Claimed): ResendOutcome {
  const { id, username, name, ungrantable: groups, ungrantableCount, lastSentAt: lastAt } = row;
  const invitation = { id, username, name };
  if (row.resent) return { ...invitation, outcome: "sent" };
  if (row.ended) return { ...invitation, outcome: "ended" };
  if (row.isPastLastDay) return { ...invitation, outcome: "last-day-past" };
  const rejected = rejectionReason(row);
  if (rejected && rejected !== "already-invited" && rejected !== "too-often")
    return { ...invitation, outcome: rejected };
  if (ungrantableCount > 0)
    return { ...invitation, outcome: "ungrantable", groups, moreGroups: ungrantableCount - groups.length };
  if (row.dailyLimitEndsAt) {
    return { ...invitation, outcome: "too-often", lastAt, from: row.dailyLimitEndsAt };
  }
  if (row.cooldownEndsAt) {
    return { ...invitation, outcome: "too-soon", lastAt, from: row.cooldownEndsAt };
  }
  return { ...invitation, outcome: "ended" };
}

/** One statement checks, updates and enqueues, so that simultaneous requests send one email. */
async function claimAndEnqueue(
  tx: Transaction,
  ctx: RequestContext,
  ids: readonly string[],
  priority: number,
): Promise<Claimed[]> {
  return await rowsOf(tx, claimedRow)`
    with ungrantable as (${ungrantableGroups(ctx, ids)}),
    mailboxes as materialized (
      -- Once for each mailbox, because many accounts can have the same one.
      select chosen.mailbox, limits.*
      from (
        select distinct u.mailbox
        from invitations i
        join users u on u.id = i.user_id
        where i.organization_id = ${ctx.organization.id} and i.id = any(${uuids(ids)})
      ) as chosen
      cross join lateral (${mailboxLimits(sql`chosen.mailbox`, treeOf(ctx))}) as limits
    ),
    requested as (
      select
        i.id,
        i.username,
        i.name,
        i.status,
        coalesce(i.membership_ends_at <= now(), false) as is_past_last_day,
        u.email,
        u.mailbox,
        u.disabled_at is not null as disabled,
        pm.user_id as parent_member_id,
        exists (
          select from memberships m
          where m.organization_id = i.organization_id and m.user_id = i.user_id and ${isCurrent(sql`m`)}
        ) as member,
        coalesce(ungrantable.names, '{}') as ungrantable,
        coalesce(ungrantable.count, 0) as ungrantable_count,
        limits.*,
        mailboxes.emails_left,
        mailboxes.next_email_at
      from invitations i
      join users u on u.id = i.user_id
      left join ungrantable on ungrantable.invitation_id = i.id
      left join memberships pm
        on pm.organization_id = i.parent_organization_id and pm.user_id = i.user_id and ${isCurrent(sql`pm`)}
      left join mailboxes on mailboxes.mailbox = u.mailbox
      cross join lateral (
        ${resendLimits(sql`i`, sql`select mailboxes.mailbox_limit_ends_at`)}
      ) as limits
      where i.organization_id = ${ctx.organization.id} and i.id = any(${uuids(ids)})
    ),
    sendable as (
      select r.id, row_number() over (partition by r.mailbox order by r.id) <= r.emails_left as is_within_limit
      from requested r
      where r.status = 'pending'
        and not r.is_past_last_day
        and r.parent_member_id is not null
        and r.email is not null
        and not r.disabled
        and not r.member
        and r.ungrantable_count = 0
        and r.cooldown_ends_at is null
        and r.daily_limit_ends_at is null
    ),
    claimed as (
      update invitations i
      set link_hash = null,
        delivery_began_at = null,
        expires_at = null,
        email_state = 'waiting',
        email_error = null,
        sending = i.sending + 1,
        resent_at = i.resent_at || now(),
        new_link_requested_at = null,
        inviter_id = ${ctx.actor.id}
      from sendable
      where i.id = sendable.id and sendable.is_within_limit
      returning i.id, cardinality(i.resent_at) as round
    ),
    enqueued as (${enqueue(
      "send-invitation",
      { invitationId: sql`id`, round: sql`round` },
      { key: sql`'invitation:' || id`, priority, from: sql`claimed` },
    )})
    select
      r.id,
      r.username,
      r.name,
      r.parent_member_id as "userId",
      r.email,
      r.disabled,
      r.member,
      false as pending,
      false as "emailedTooOften",
      claimed.id is not null as resent,
      r.status <> 'pending' as ended,
      r.is_past_last_day as "isPastLastDay",
      r.ungrantable,
      r.ungrantable_count as "ungrantableCount",
      to_json(r.last_sent_at) as "lastSentAt",
      to_json(r.cooldown_ends_at) as "cooldownEndsAt",
      to_json(case when sendable.is_within_limit is false then r.next_email_at else r.daily_limit_ends_at end)
        as "dailyLimitEndsAt"
    from requested r
    left join sendable using (id)
    left join claimed using (id)
    cross join enqueued
    order by array_position(${uuids(ids)}, r.id)`;
}

/**
 * Selects, for each invitation, the groups that the actor can't grant: the first ones by name, because 1,000 invitations can
 * have 100,000, and their number. Deleted groups don't count.
 */
function ungrantableGroups({ actor, organization }: RequestContext, ids: readonly string[]): SQL {
  return sql`
    select
      ig.invitation_id,
      (array_agg(g.name order by g.place))[1:${constant(MAX_NAMES_IN_LINE)}] as names,
      count(*)::int as count
    from invitation_groups ig
    join (
      select g.id, g.name, row_number() over (order by g.name, g.id) as place
      from groups g
      cross join effective_permissions(${actor.id}, ${organization.id}) as actor_rights
      where g.organization_id = ${organization.id}
        and not ${coversGroup(sql`actor_rights`, sql`g.organization_id`, sql`g.id`)}
    ) as g on g.id = ig.group_id
    where ig.organization_id = ${organization.id} and ig.invitation_id = any(${uuids(ids)})
    group by ig.invitation_id`;
}

async function recordSent(
  tx: Transaction,
  ctx: RequestContext,
  outcomes: readonly ResendOutcome[],
): Promise<void> {
  const sent = outcomes.filter(({ outcome }) => outcome === "sent");
  if (sent.length === 0) return;
  const rows = toJson(sent.map(({ id, username }) => ({ id, username })));
  await tx.execute(
    insertAuditEvents(
      causeOf(ctx),
      { action: "invitations.resend", subject: { id: sql`id`, name: sql`username` } },
      sql`json_to_recordset(${rows}) as resent (id uuid, username text)`,
    ),
  );
}

/** The users whose invitation isn't resent, for `recordRefused`. */
export function unsentOf(outcomes: readonly ResendOutcome[]): Refused[] {
  return outcomes.flatMap(({ id, username, outcome }) =>
    outcome === "sent" ? [] : { reason: outcome, username, invitationId: id },
  );
}
