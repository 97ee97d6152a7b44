import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { requireActive } from "@/db/access/require-active";
import { requireGrantableGroups } from "@/db/access/require-grantable";
import { causeOf, insertAuditEvents } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { membersHere, parentMembers } from "@/db/invitations/candidates";
import type { InviteInput } from "@/db/invitations/input";
import { candidateRow, rejectionReason } from "@/db/invitations/rules";
import { toJson } from "@/db/json";
import { lastDayDetail } from "@/db/memberships/end-date";
import { enqueue } from "@/db/queue/enqueue";
import type { RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { texts, uuids } from "@/db/uuid";
import { isUsername } from "@/lib/usernames";
import { endExpired } from "./end-expired";
import type { Refused } from "./record-refused";
import type { Rejection } from "./types";

/** Users who are invited into the same groups; normalized usernames. */
export type InviteSet = { readonly usernames: readonly string[]; readonly groupIds: readonly string[] };

type Invitations = Omit<InviteInput, "usernames" | "groupIds" | "endsOn"> & {
  readonly parentId: string;
  /** When the memberships end. By default they don't. */
  readonly membershipEndsAt?: Date | null;
  /** Each username is in one set, once. */
  readonly sets: readonly InviteSet[];
  /** Emails with a lower number are sent first. */
  readonly emailPriority?: number;
};

/** `invitationId` is null unless this call inserted the invitation. */
export type InsertOutcome = {
  readonly username: string;
  readonly outcome: "invited" | Rejection;
  readonly invitationId: string | null;
  /** The invitation that was already pending. */
  readonly pendingId: string | null;
};

/**
 * Inserts invitations into the context's organization, with their groups, audit events and email jobs. The number of
 * statements doesn't depend on the number of invitations. The caller checks permission and limits, and records who isn't invited.
 * @returns an outcome for each username, in the order of the sets
 * @throws Conflict in an inactive organization; NotFound for a group of another organization; Forbidden for a group with
 * more permissions than the actor has
 */
export async function insertInvitations(
  tx: Transaction,
  ctx: RequestContext,
  input: Invitations,
): Promise<InsertOutcome[]> {
  const requested = input.sets.flatMap(({ usernames }) => usernames);
  const sets = input.sets.map((set) => ({ ...set, usernames: set.usernames.filter(isUsername) }));
  const usernames = sets.flatMap((set) => set.usernames);
  await requireActive(tx, ctx, "invite");
  await requireGrantableGroups(tx, ctx, [...new Set(sets.flatMap(({ groupIds }) => groupIds))]);
  const parentUsernames = await lockParentMemberships(tx, input.parentId, usernames);
  await endExpired(tx, ctx, input.parentId, parentUsernames);
  const found = await insertAndEnqueue(tx, ctx, { ...input, sets, parentUsernames });
  const outcomes = requested.map((username) => ({
    username,
    outcome: outcomeOf(found.get(username), input),
    invitationId: found.get(username)?.invitationId ?? null,
    pendingId: found.get(username)?.pendingId ?? null,
  }));
  await recordInvited(tx, ctx, { ...input, sets }, outcomes);
  return outcomes;
}

const foundRow = candidateRow.extend({
  username: z.string(),
  invitationId: z.string().nullable(),
  pendingId: z.string().nullable(),
  pendingRequestId: z.string().nullable(),
});
type Found = z.infer<typeof foundRow>;

function outcomeOf(found: Found | undefined, { requestId }: Invitations): InsertOutcome["outcome"] {
  if (!found) return "not-a-user-of-parent";
  if (found.invitationId || found.pendingRequestId === requestId) return "invited";
  return rejectionReason(found) ?? "already-invited";
}

/**
 * Locks the parent memberships of these users, so that commands that invite, add or remove the same user wait for each other,
 * and a repeated request finds what the first one inserted.
 * @returns the usernames that were locked. Others aren't invited: without the lock, a user who joins the parent only now
 * could leave it again unnoticed
 */
async function lockParentMemberships(
  tx: Transaction,
  parentId: string,
  usernames: readonly string[],
): Promise<string[]> {
  const locked = await rowsOf(tx, z.object({ username: z.string() }))`
    select username
    from memberships
    where organization_id = ${parentId} and username = any(${texts(usernames)})
    order by user_id
    for no key update`;
  return locked.map(({ username }) => username);
}

type Insert = Invitations & { readonly parentUsernames: readonly string[] };

/**
 * One statement. @returns what is known of each username, without those that exist neither in the parent nor in this
 * organization
 */
async function insertAndEnqueue(
  tx: Transaction,
  ctx: RequestContext,
  input: Insert,
): Promise<Map<string, Found>> {
  const usernames = texts(input.sets.flatMap((set) => set.usernames));
  const groupIds = uuids(input.sets.flatMap((set) => set.groupIds));
  const rows = await rowsOf(tx, foundRow)`
    with parent_members as (${parentMembers(ctx, input.parentId, texts(input.parentUsernames))}),
    members_here as (${membersHere(ctx, usernames)}),
    requested (username, set_number) as (
      select * from unnest(${usernames}, ${setNumbers(input.sets, "usernames")})
    ),
    chosen_groups as (
      select chosen.set_number, g.id, g.name
      from unnest(${groupIds}, ${setNumbers(input.sets, "groupIds")}) as chosen (id, set_number)
      join groups g on g.organization_id = ${ctx.organization.id} and g.id = chosen.id
    ),
    inserted as (${insertRows(ctx, input)}),
    inserted_groups as (
      insert into invitation_groups (organization_id, invitation_id, group_id, group_name)
      select ${ctx.organization.id}, inserted.id, chosen_groups.id, chosen_groups.name
      from inserted
      join requested using (username)
      join chosen_groups using (set_number)
    ),
    enqueued as (${enqueue(
      "send-invitation",
      { invitationId: sql`id` },
      { key: sql`'invitation:' || id`, priority: input.emailPriority, from: sql`inserted` },
    )})
    select
      parent_members.username,
      parent_members.user_id as "userId",
      email,
      disabled,
      member,
      pending_id is not null as pending,
      pending_id as "pendingId",
      emailed_too_often as "emailedTooOften",
      pending_request_id as "pendingRequestId",
      inserted.id as "invitationId"
    from parent_members
    left join inserted on inserted.user_id = parent_members.user_id
    cross join enqueued
    union all
    select username, user_id, null, false, true, false, null, false, null, null
    from members_here
    where username not in (select username from parent_members)`;
  return new Map(rows.map((row) => [row.username, row]));
}

function insertRows({ organization, actor }: RequestContext, input: Insert): SQL {
  return sql`
    insert into invitations (
      organization_id, parent_organization_id, root_id, user_id, username, name, search,
      inviter_id, request_id, lifetime_hours, note, note_author, membership_ends_at
    )
    select
      ${organization.id}, ${input.parentId}, ${organization.rootId}, user_id, username, name, search,
      ${actor.id}, ${input.requestId}, ${input.lifetimeHours ?? organization.invitationLifetimeHours},
      ${input.note ?? null}, ${input.note ? actor.name : null}, ${input.membershipEndsAt?.toISOString() ?? null}::timestamptz
    from parent_members
    where email is not null and not disabled and not member and pending_id is null and not emailed_too_often
    order by user_id -- so that two requests for the same users don't deadlock
    on conflict (organization_id, user_id) where status = 'pending' do nothing
    returning id, user_id, username`;
}

/** An event for each invitation that was inserted. */
async function recordInvited(
  tx: Transaction,
  ctx: RequestContext,
  { sets, membershipEndsAt = null }: Invitations,
  outcomes: readonly InsertOutcome[],
): Promise<void> {
  const setNumbersByName = new Map(
    sets.flatMap(({ usernames }, number) => usernames.map((username) => [username, number])),
  );
  const rows = outcomes
    .filter(({ invitationId }) => invitationId !== null)
    .map(({ username, invitationId }) => ({
      username,
      invitationId,
      setNumber: setNumbersByName.get(username),
    }));
  if (rows.length === 0) return;
  await tx.execute(
    insertAuditEvents(
      causeOf(ctx),
      {
        action: "invitations.create",
        subject: { id: sql`"invitationId"`, name: sql`username` },
        details: { groups: sql`coalesce(group_names.names, '[]')`, ...lastDayDetail(ctx, membershipEndsAt) },
      },
      sql`
        json_to_recordset(${toJson(rows)})
          as invited (username text, "invitationId" uuid, "setNumber" int)
        left join (
          select chosen."setNumber", jsonb_agg(g.name order by g.name) as names
          from unnest(${uuids(sets.flatMap(({ groupIds }) => groupIds))}, ${setNumbers(sets, "groupIds")})
            as chosen (id, "setNumber")
          join groups g on g.organization_id = ${ctx.organization.id} and g.id = chosen.id
          group by chosen."setNumber"
        ) as group_names using ("setNumber")`,
    ),
  );
}

/** The number of the set for each username (or group), in the order of the sets. */
function setNumbers(sets: readonly InviteSet[], field: keyof InviteSet): SQL {
  return sql`${sql.param(sets.flatMap((set, number) => set[field].map(() => number)))}::int[]`;
}

/** Those who aren't invited, for `recordRefused`. @param groupsOf the names of the groups that they would get */
export function refusedOf(
  outcomes: readonly InsertOutcome[],
  groupsOf: (username: string) => readonly string[],
): Refused[] {
  return outcomes.flatMap(({ username, outcome, pendingId }) =>
    outcome === "invited"
      ? []
      : {
          reason: outcome,
          username: outcome === "not-a-user-of-parent" ? null : username,
          invitationId: outcome === "already-invited" ? pendingId : null,
          groups: groupsOf(username),
        },
  );
}
