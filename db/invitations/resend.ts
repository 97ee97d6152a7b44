import { type SQL, sql } from "drizzle-orm";
import { requireActive } from "@/db/access/require-active";
import { coversGroup, isCurrent } from "@/db/access/rights";
import { causeOf, insertAuditEvents } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import { dateOf } from "@/db/lists/read-list";
import { enqueue } from "@/db/queue/enqueue";
import { lockJobs } from "@/db/queue/private-tables";
import type { RequestContext } from "@/db/request-context";
import { uuids } from "@/db/uuid";
import type { InvitationIds } from "./input";
import { lockInvitations } from "./lock";
import { type Candidate, rejectionReason } from "./rules";
import type { ResendOutcome } from "./types";

/** Between two emails to the same user. */
const COOLDOWN = sql`interval '5 minutes'`;
const DAILY_LIMIT = sql.raw("3");

/**
 * Resends pending invitations, also those that have expired or whose email failed. The previous link stops working
 * immediately, and the new one is valid for the invitation's full lifetime. The actor must be able to grant all groups of an
 * invitation, and becomes its inviter. Cooldown and daily limit count all emails from this organization to the user, also
 * those of invitations that were deleted since.
 * @returns an outcome for each of the ids that is an invitation of this organization, in their order
 * @throws NotFound if none of them is; Conflict in an inactive organization
 */
export const resendInvitations = defineCommand<InvitationIds, ResendOutcome[]>(
  { permission: "invitations.send" },
  async ({ tx, ctx, input }) => {
    const outcomes = await enqueueResend(tx, ctx, input.invitationIds);
    if (outcomes.length === 0) throw new NotFound("There is no such invitation here, or it is gone.");
    return outcomes;
  },
);

/**
 * `resendInvitations` without the permission check. The number of statements doesn't depend on the number of ids.
 * @param emailPriority emails with a lower number are sent first
 * @throws Conflict in an inactive organization
 */
export async function enqueueResend(
  tx: Transaction,
  ctx: RequestContext,
  ids: readonly string[],
  emailPriority?: number,
): Promise<ResendOutcome[]> {
  await requireActive(tx, ctx, "nothing is sent from it");
  await lockInvitations(tx, ctx, ids);
  // So that no worker starts to send an email that is about to be replaced.
  await lockJobs(tx, sql`select 'invitation:' || id from unnest(${uuids(ids)}) as invitations (id)`);
  const outcomes = (await claimAndEnqueue(tx, ctx, ids, emailPriority)).map(outcomeOf);
  if (outcomes.length > 0) await recordOutcomes(tx, ctx, outcomes);
  return outcomes;
}

type Claimed = Candidate & {
  id: string;
  username: string;
  name: string;
  resent: boolean;
  ended: boolean;
  isPastLastDay: boolean;
  lastSentAt: string;
  cooldownEndsAt: string | null;
  dailyLimitEndsAt: string | null;
  ungrantable: string[];
};

function outcomeOf(row: Claimed): ResendOutcome {
  const { id, username, name, ungrantable } = row;
  const invitation = { id, username, name };
  if (row.resent) return { ...invitation, outcome: "sent" };
  if (row.ended) return { ...invitation, outcome: "ended" };
  if (row.isPastLastDay) return { ...invitation, outcome: "last-day-past" };
  const rejected = rejectionReason(row);
  if (rejected && rejected !== "already-invited") return { ...invitation, outcome: rejected };
  if (ungrantable.length > 0) return { ...invitation, outcome: "ungrantable", groups: ungrantable };
  const lastAt = dateOf(row.lastSentAt);
  if (row.dailyLimitEndsAt) {
    return { ...invitation, outcome: "too-often", lastAt, from: dateOf(row.dailyLimitEndsAt) };
  }
  if (row.cooldownEndsAt) {
    return { ...invitation, outcome: "too-soon", lastAt, from: dateOf(row.cooldownEndsAt) };
  }
  return { ...invitation, outcome: "ended" };
}

/** One statement checks, updates and enqueues, so that simultaneous requests send one email. */
async function claimAndEnqueue(
  tx: Transaction,
  ctx: RequestContext,
  ids: readonly string[],
  emailPriority: number | undefined,
): Promise<Claimed[]> {
  return await tx.execute<Claimed>(sql`
    with ungrantable_groups as (${ungrantableGroups(ctx, ids)}),
    requested as (
      select
        i.id,
        i.username,
        i.name,
        i.status,
        coalesce(i.membership_ends_at <= now(), false) as is_past_last_day,
        u.email,
        u.disabled_at is not null as disabled,
        pm.user_id as parent_member_id,
        exists (
          select from memberships m
          where m.organization_id = i.organization_id and m.user_id = i.user_id and ${isCurrent(sql`m`)}
        ) as member,
        array(
          select g.name
          from invitation_groups ig
          join ungrantable_groups g on g.id = ig.group_id
          where ig.invitation_id = i.id
          order by g.name
        ) as ungrantable,
        limits.*
      from invitations i
      join users u on u.id = i.user_id
      left join memberships pm
        on pm.organization_id = i.parent_organization_id and pm.user_id = i.user_id and ${isCurrent(sql`pm`)}
      cross join lateral (${resendLimits(sql`i`)}) as limits
      where i.organization_id = ${ctx.organization.id} and i.id = any(${uuids(ids)})
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
      from requested r
      where i.id = r.id
        and i.status = 'pending'
        and not r.is_past_last_day
        and r.parent_member_id is not null
        and r.email is not null
        and not r.disabled
        and not r.member
        and r.ungrantable = '{}'
        and r.cooldown_ends_at is null
        and r.daily_limit_ends_at is null
      returning i.id, cardinality(i.resent_at) as round
    ),
    enqueued as (${enqueue(
      "send-invitation",
      { invitationId: sql`id`, round: sql`round` },
      { key: sql`'invitation:' || id`, priority: emailPriority, from: sql`claimed` },
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
      claimed.id is not null as resent,
      r.status <> 'pending' as ended,
      r.is_past_last_day as "isPastLastDay",
      r.ungrantable,
      to_json(r.last_sent_at) as "lastSentAt",
      to_json(r.cooldown_ends_at) as "cooldownEndsAt",
      to_json(r.daily_limit_ends_at) as "dailyLimitEndsAt"
    from requested r
    left join claimed using (id)
    cross join enqueued
    order by array_position(${uuids(ids)}, r.id)`);
}

/** Those groups of the invitations that the actor can't grant. A deleted group can't be in the way. */
function ungrantableGroups({ actor, organization }: RequestContext, ids: readonly string[]): SQL {
  return sql`
    select g.id, g.name
    from groups g
    cross join effective_permissions(${actor.id}, ${organization.id}) as actor_rights
    where g.organization_id = ${organization.id}
      and not ${coversGroup(sql`actor_rights`, sql`g.organization_id`, sql`g.id`)}
      and g.id in (
        select group_id
        from invitation_groups
        where organization_id = ${organization.id} and invitation_id = any(${uuids(ids)})
      )`;
}

/**
 * A sub-select of one row: when this organization last sent the invitee an email, and when the cooldown and the daily limit
 * end that don't allow another one now (null if they do).
 * @param i an SQL name of a row of invitations
 */
function resendLimits(i: SQL): SQL {
  return sql`
    select
      max(at) as last_sent_at,
      nullif(greatest(max(at) + ${COOLDOWN}, now()), now()) as cooldown_ends_at,
      (
        array_agg(at + interval '1 day' order by at desc)
        filter (where is_repeat and at > now() - interval '1 day')
      )[${DAILY_LIMIT}] as daily_limit_ends_at
    from invitations other
    cross join lateral (
      -- A new invitation in place of a deleted one is a repeated email, too.
      select other.created_at as at, other.id <> ${i}.id as is_repeat
      union all
      select unnest(other.resent_at), true
      union all
      select other.sent_at, false where other.sent_at is not null
    ) as email
    where other.user_id = ${i}.user_id
      and other.parent_organization_id = ${i}.parent_organization_id
      and other.organization_id = ${i}.organization_id`;
}

async function recordOutcomes(
  tx: Transaction,
  ctx: RequestContext,
  outcomes: readonly ResendOutcome[],
): Promise<void> {
  const rows = JSON.stringify(outcomes.map(({ id, username, outcome }) => ({ id, username, outcome })));
  const isSent = sql`resent.outcome = 'sent'`;
  await tx.execute(
    insertAuditEvents(
      causeOf(ctx),
      {
        action: "invitations.resend",
        outcome: sql`case when ${isSent} then 'done' else 'refused' end`,
        subject: { id: sql`id`, name: sql`username` },
        details: { reason: sql`case when not ${isSent} then to_jsonb(resent.outcome) end` },
      },
      sql`json_to_recordset(${rows}) as resent (id uuid, username text, outcome text)`,
    ),
  );
}
