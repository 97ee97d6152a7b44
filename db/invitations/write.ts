import { type SQL, sql } from "drizzle-orm";
import { requireGrantableGroups } from "@/db/access/require-grantable";
import { isActive, isCurrent } from "@/db/access/rights";
import { causeOf } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { Conflict } from "@/db/errors";
import { membersHere, membersOfParent } from "@/db/invitations/candidates";
import type { InviteInput } from "@/db/invitations/input";
import { type Candidate, rejectionReason } from "@/db/invitations/rules";
import { lastDayDetail } from "@/db/memberships/end-day";
import { enqueue } from "@/db/queue/enqueue";
import type { RequestContext } from "@/db/request-context";
import { uuids } from "@/db/uuid";
import { isUsername } from "@/lib/usernames";
import type { InviteOutcome } from "./types";

/** Those who join the same groups; usernames normalized. */
export type InviteSet = { readonly usernames: readonly string[]; readonly groupIds: readonly string[] };

type Invitations = Omit<InviteInput, "usernames" | "groupIds" | "endsOn"> & {
  readonly parentId: string;
  /** When the memberships are to end; without it they have no end. */
  readonly membershipEndsAt?: Date | null;
  /** Each username in one of them, once. */
  readonly parties: readonly InviteSet[];
  /** A lower number is sent sooner. */
  readonly mailPriority?: number;
};

/** The invitation is null where none was made now. */
export type Written = InviteOutcome & { readonly invitationId: string | null };

/**
 * Writes the invitations of a request into the context's organization, with their audit rows and mail jobs, in the same
 * few statements whatever their number. Asks no permission and takes from no limit: that is done before.
 * @returns an outcome for each username, in the order of the parties
 * @throws Conflict at an inactive organization; Forbidden for a group that carries more than the inviter has; NotFound for a
 * group that is not of this organization
 */
export async function writeInvitations(
  tx: Transaction,
  ctx: RequestContext,
  input: Invitations,
): Promise<Written[]> {
  const asked = input.parties.flatMap(({ usernames }) => usernames);
  const parties = input.parties.map((party) => ({ ...party, usernames: party.usernames.filter(isUsername) }));
  const known = parties.flatMap(({ usernames }) => usernames);
  await requireActive(tx, ctx);
  await requireGrantableGroups(tx, ctx, [...new Set(parties.flatMap(({ groupIds }) => groupIds))]);
  const held = await lockParents(tx, input.parentId, known);
  await endExpired(tx, ctx, input.parentId, held);
  const found = await insertInvitations(tx, ctx, { ...input, parties, held });
  return asked.map((username) => ({
    username,
    outcome: outcomeOf(found.get(username), input),
    invitationId: found.get(username)?.invitationId ?? null,
  }));
}

function outcomeOf(found: Found | undefined, input: Invitations): InviteOutcome["outcome"] {
  if (!found) return "not-a-user-of-parent";
  if (found.invitationId || found.pendingRequest === input.requestId) return "invited";
  return rejectionReason(found) ?? "already-invited";
}

async function requireActive(tx: Transaction, ctx: RequestContext): Promise<void> {
  const [active] = await tx.execute(sql`
    select from organizations o where o.id = ${ctx.organization.id} and ${isActive(sql`o.path`)}`);
  if (!active) throw new Conflict(`${ctx.organization.name} is inactive: nobody can be invited into it.`);
}

/**
 * Inviting, accepting and removing the same person wait for each other at the person's membership of the parent.
 * @returns those of the usernames that are held: whoever joins the parent only now is not, and could be gone again unseen
 */
async function lockParents(tx: Transaction, parentId: string, usernames: string[]): Promise<string[]> {
  const [row] = await tx.execute<{ held: string[] }>(sql`
    select coalesce(array_agg(username), '{}') as held from (
      select username from memberships where organization_id = ${parentId} and username = any(${texts(usernames)})
      order by user_id for share
    ) as members`);
  return row?.held ?? [];
}

/**
 * Both would stand in the way: invitations past their time, and memberships past their end that are still to be removed.
 * Taken in the order of the users, as everything that takes several is, or two requests could wait for each other.
 */
async function endExpired(
  tx: Transaction,
  ctx: RequestContext,
  parentId: string,
  usernames: string[],
): Promise<void> {
  const cause = causeOf(ctx);
  await tx.execute(sql`
    with expired as (
      select i.id from memberships pm
      join invitations i on i.organization_id = ${ctx.organization.id} and i.user_id = pm.user_id
      where pm.organization_id = ${parentId} and pm.username = any(${texts(usernames)})
        and i.status = 'pending' and i.expires_at <= now()
      order by i.user_id for no key update of i
    ),
    ended as (
      update invitations i set status = 'deleted', ended_at = now(), end_reason = 'replaced'
      from expired where i.id = expired.id
      returning i.id, i.username
    ),
    past as (
      select m.organization_id, m.user_id from memberships m
      where m.organization_id = ${ctx.organization.id} and m.username = any(${texts(usernames)}) and not ${isCurrent(sql`m`)}
      order by m.user_id for update
    ),
    over as (
      delete from memberships m using past where m.organization_id = past.organization_id and m.user_id = past.user_id
    )
    insert into audit_events (organization_id, actor_id, actor_name, acting_from_id, address, action, subject_id, subject_name, details)
    select ${cause.organizationId}, ${cause.actorId}::uuid, ${cause.actorName}, ${cause.actingFromId}::uuid, ${cause.address},
      'invitations.end', id, username, jsonb_build_object('reason', 'replaced') from ended`);
}

type Found = Candidate & { invitationId: string | null; pendingRequest: string | null };

async function insertInvitations(
  tx: Transaction,
  ctx: RequestContext,
  input: Invitations & { readonly held: string[] },
): Promise<Map<string, Found>> {
  const cause = causeOf(ctx);
  const here = ctx.organization;
  const usernames = texts(input.parties.flatMap((party) => party.usernames));
  const rows = await tx.execute<Found & { username: string }>(sql`
    with known as (${membersOfParent(ctx, input.parentId, texts(input.held))}),
    own as (${membersHere(ctx, usernames)}),
    asked as (
      select username, party from unnest(${usernames}, ${numbersOf(input.parties, (party) => party.usernames)}) as asked (username, party)
    ),
    chosen as (
      select chosen.party, g.id, g.name
      from unnest(${uuids(input.parties.flatMap((party) => party.groupIds))}, ${numbersOf(input.parties, (party) => party.groupIds)}) as chosen (id, party)
      join groups g on g.organization_id = ${here.id} and g.id = chosen.id
    ),
    invited as (
      insert into invitations
        (organization_id, parent_organization_id, root_id, user_id, username, name, search, inviter_id, request_id, lifetime_hours, note, membership_ends_at)
      select ${here.id}, ${input.parentId}, ${here.rootId}, user_id, username, name, search, ${ctx.actor.id}, ${input.requestId},
        ${input.lifetimeHours ?? here.invitationLifetimeHours}, ${input.note ?? null},
        ${input.membershipEndsAt?.toISOString() ?? null}::timestamptz
      from known where email is not null and not disabled and not member and pending_id is null
      order by user_id -- those who invite the same people wait for each other at each of them
      on conflict (organization_id, user_id) where status = 'pending' do nothing
      returning id, user_id, username
    ),
    grouped as (
      insert into invitation_groups (organization_id, invitation_id, group_id, group_name)
      select ${here.id}, invited.id, chosen.id, chosen.name
      from invited join asked using (username) join chosen using (party)
    ),
    named as (select party, jsonb_agg(name order by name) as groups from chosen group by party),
    -- A username that is unknown here isn't kept: people type passwords into the wrong field.
    audited as (
      insert into audit_events
        (organization_id, actor_id, actor_name, acting_from_id, address, action, outcome, subject_id, subject_name, details)
      select ${here.id}, ${cause.actorId}::uuid, ${cause.actorName}, ${cause.actingFromId}::uuid, ${cause.address}, 'invitations.create',
        (case when invited.id is null then 'refused' else 'done' end)::audit_outcome, invited.id, told.username,
        jsonb_build_object('groups', coalesce(named.groups, '[]')) || ${JSON.stringify(lastDayDetail(input.membershipEndsAt ?? null))}::jsonb
          || case when told.username is null then jsonb_build_object('reason', 'not-a-user-of-parent') else '{}' end
      from asked
      left join (select username from known union select username from own) as told using (username)
      left join invited using (username)
      left join named using (party)
    ),
    queued as (
      ${enqueue(
        "send-invitation",
        { invitationId: sql`id` },
        { key: sql`'invitation:' || id`, priority: input.mailPriority, from: sql`invited` },
      )}
    )
    select known.username, known.user_id as "userId", known.email, known.disabled, known.member,
      known.pending_id is not null as pending, known.pending_request as "pendingRequest", invited.id as "invitationId"
    from known left join invited on invited.user_id = known.user_id cross join queued
    union all
    select username, user_id, null, false, true, false, null, null
    from own where username not in (select username from known)`);
  return new Map(rows.map((row) => [row.username, row]));
}

/** For all the members of all the parties in turn, the number of their party. */
function numbersOf(parties: readonly InviteSet[], members: (party: InviteSet) => readonly string[]): SQL {
  return sql`${sql.param(parties.flatMap((party, at) => members(party).map(() => at)))}::int[]`;
}

function texts(values: readonly string[]) {
  return sql`${sql.param([...values])}::text[]`;
}
