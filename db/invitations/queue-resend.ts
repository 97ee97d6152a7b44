import { type SQL, sql } from "drizzle-orm";
import { coversGroup, isActive, isCurrent } from "@/db/access/rights";
import { causeOf } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { Conflict } from "@/db/errors";
import { dateOf } from "@/db/lists/read-list";
import { enqueue } from "@/db/queue/enqueue";
import { lockJobs } from "@/db/queue/private-tables";
import type { RequestContext } from "@/db/request-context";
import { uuids } from "@/db/uuid";
import { lockInvitations } from "./lock";
import { resendLimits } from "./resend-limits";
import { type Candidate, rejectionReason } from "./rules";
import type { ResendOutcome } from "./types";

/**
 * Queues the mails of pending invitations again, as `resend` says, in the same few statements whatever their number.
 * Asks no permission.
 * @param mailPriority a lower number is sent sooner
 * @returns an outcome for each invitation of this organization among the ids, in the order given
 * @throws Conflict while the organization is inactive
 */
export async function queueResend(
  tx: Transaction,
  ctx: RequestContext,
  ids: readonly string[],
  mailPriority?: number,
): Promise<ResendOutcome[]> {
  await requireActive(tx, ctx);
  await lockInvitations(tx, ctx, ids);
  await lockJobs(tx, sql`select 'invitation:' || id from unnest(${uuids(ids)}) as invitations (id)`);
  const outcomes = (await claim(tx, ctx, ids, mailPriority)).map(outcomeOf);
  if (outcomes.length > 0) await recordOutcomes(tx, ctx, outcomes);
  return outcomes;
}

async function requireActive(tx: Transaction, ctx: RequestContext): Promise<void> {
  const [active] = await tx.execute(sql`
    select from organizations o where o.id = ${ctx.organization.id} and ${isActive(sql`o.path`)}`);
  if (!active) throw new Conflict(`${ctx.organization.name} is inactive: nothing is sent from it.`);
}

type Claimed = Candidate & {
  id: string;
  username: string;
  name: string;
  sent: boolean;
  ended: boolean;
  lastDayPast: boolean;
  lastAt: string;
  soonest: string | null;
  oftenest: string | null;
  ungrantable: string[];
};

function outcomeOf(row: Claimed): ResendOutcome {
  const { id, username, name, ungrantable } = row;
  const of = { id, username, name };
  if (row.sent) return { ...of, outcome: "sent" };
  if (row.ended) return { ...of, outcome: "ended" };
  if (row.lastDayPast) return { ...of, outcome: "last-day-past" };
  const hindered = rejectionReason(row);
  if (hindered && hindered !== "already-invited") return { ...of, outcome: hindered };
  if (ungrantable.length > 0) return { ...of, outcome: "ungrantable", groups: ungrantable };
  const lastAt = dateOf(row.lastAt);
  if (row.oftenest) return { ...of, outcome: "too-often", lastAt, from: dateOf(row.oftenest) };
  if (row.soonest) return { ...of, outcome: "too-soon", lastAt, from: dateOf(row.soonest) };
  return { ...of, outcome: "ended" };
}

/** One statement judges, writes and queues: what two ask for at once is sent once. */
async function claim(
  tx: Transaction,
  ctx: RequestContext,
  ids: readonly string[],
  mailPriority: number | undefined,
): Promise<Claimed[]> {
  const here = ctx.organization.id;
  return await tx.execute<Claimed>(sql`
    with too_powerful as (${tooPowerful(ctx, ids)}),
    asked as (
      select i.id, i.username, i.name, i.status, coalesce(i.membership_ends_at <= now(), false) as last_day_past, u.email, u.disabled_at is not null as disabled, pm.user_id as parent_member,
        exists (select from memberships m where m.organization_id = i.organization_id and m.user_id = i.user_id and ${isCurrent(sql`m`)}) as member,
        array(select tp.name from invitation_groups ig join too_powerful tp on tp.id = ig.group_id
          where ig.invitation_id = i.id order by tp.name) as ungrantable,
        mails.*
      from invitations i
      join users u on u.id = i.user_id
      left join memberships pm on pm.organization_id = i.parent_organization_id and pm.user_id = i.user_id and ${isCurrent(sql`pm`)}
      cross join lateral (${resendLimits(sql`i`)}) as mails
      where i.organization_id = ${here} and i.id = any(${uuids(ids)})
    ),
    claimed as (
      update invitations i
      set link_hash = null, delivery_began_at = null, expires_at = null, email_state = 'waiting', email_error = null, sending = i.sending + 1,
        resent_at = i.resent_at || now(), new_link_requested_at = null, inviter_id = ${ctx.actor.id}
      from asked
      where i.id = asked.id and i.status = 'pending'
        and not asked.last_day_past and asked.parent_member is not null and asked.email is not null and not asked.disabled and not asked.member
        and asked.ungrantable = '{}' and asked.soonest is null and asked.oftenest is null
      returning i.id, cardinality(i.resent_at) as round
    ),
    queued as (
      ${enqueue(
        "send-invitation",
        { invitationId: sql`id`, round: sql`round` },
        { key: sql`'invitation:' || id`, priority: mailPriority, from: sql`claimed` },
      )}
    )
    select asked.id, asked.username, asked.name, asked.parent_member as "userId", asked.email, asked.disabled, asked.member,
      false as pending, claimed.id is not null as sent, asked.status <> 'pending' as ended, asked.last_day_past as "lastDayPast", asked.ungrantable,
      to_json(asked.last_at) #>> '{}' as "lastAt", to_json(asked.soonest) #>> '{}' as soonest, to_json(asked.oftenest) #>> '{}' as oftenest
    from asked left join claimed using (id) cross join queued
    order by array_position(${uuids(ids)}, asked.id)`);
}

/** The groups of these invitations that the sender may not give; those that are gone trouble nobody. */
function tooPowerful(ctx: RequestContext, ids: readonly string[]): SQL {
  return sql`
    select g.id, g.name from groups g
    join organizations o on o.id = g.organization_id
    cross join lateral effective_permissions(${ctx.actor.id}, o.id) as mine
    where g.organization_id = ${ctx.organization.id} and not ${coversGroup(sql`mine`, sql`g.organization_id`, sql`g.id`)}
      and g.id in (select group_id from invitation_groups
        where organization_id = ${ctx.organization.id} and invitation_id = any(${uuids(ids)}))`;
}

async function recordOutcomes(
  tx: Transaction,
  ctx: RequestContext,
  outcomes: readonly ResendOutcome[],
): Promise<void> {
  const cause = causeOf(ctx);
  const list = JSON.stringify(outcomes.map(({ id, username, outcome }) => ({ id, username, outcome })));
  await tx.execute(sql`
    insert into audit_events
      (organization_id, actor_id, actor_name, acting_from_id, address, action, outcome, subject_id, subject_name, details)
    select ${cause.organizationId}, ${cause.actorId}::uuid, ${cause.actorName}, ${cause.actingFromId}::uuid, ${cause.address},
      'invitations.resend', (case when told.outcome = 'sent' then 'done' else 'refused' end)::audit_outcome, id, username,
      case when told.outcome = 'sent' then '{}' else jsonb_build_object('reason', told.outcome) end
    from json_to_recordset(${list}) as told (id uuid, username text, outcome text)`);
}
