import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { isCurrent } from "@/db/access/rights";
import { cutLists } from "@/db/audit/cut-lists";
import { constant, countUpTo } from "@/db/lists/keyset";
import { NOTICE_PERIOD } from "@/db/memberships/end-notices";
import { can, organizationRef, type RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { texts } from "@/db/uuid";
import type { AuditAction } from "@/lib/audit-actions";
import { MAX_NAMES_IN_LINE } from "@/lib/cut-list";
import type { Permission } from "@/lib/permissions";

const ownInvitation = z.object({
  id: z.string(),
  name: z.string(),
  response: z.enum(["accepted", "declined", "asked"]),
  at: z.coerce.date(),
  /** Why it was declined, if the invitee gave a reason. */
  reason: z.string().nullable(),
});
export type OwnInvitation = Readonly<z.infer<typeof ownInvitation>>;

const endingSoonRow = z.object({ userId: z.string(), name: z.string(), ends: z.coerce.date() });
export type EndingSoon = Readonly<z.infer<typeof endingSoonRow>>;

const recentEvent = z.object({
  id: z.number(),
  at: z.coerce.date(),
  /** Null for actions of the system. */
  actorName: z.string().nullable(),
  action: z.string(),
  outcome: z.enum(["done", "refused"]),
  subjectName: z.string().nullable(),
  /** The child organization in which the viewer did it. Null for this organization, and for one that was deleted. */
  child: organizationRef.nullable(),
  details: z.record(z.string(), z.unknown()),
});
export type RecentEvent = Readonly<z.infer<typeof recentEvent>>;

const count = z.number().nullable();

const overviewRow = z.object({
  users: count,
  pendingInvitations: count,
  expiringWithinADay: count,
  failedEmails: count,
  /** Invitations with a new-link request. */
  newLinkRequests: count,
  childOrganizations: count,
  /** Members whose membership ends within a week, soonest first. */
  ending: z.array(endingSoonRow),
  /** Responses to the viewer's own invitations within the last week, latest first. */
  own: z.array(ownInvitation),
  recent: z.array(recentEvent),
});

/** Counts go up to 1,000; 1,001 means more. Null if the viewer lacks the permission. */
export type Overview = Readonly<z.infer<typeof overviewRow>>;

const SHOWN = 10;

/** The counts and latest events of the organization that the viewer can see, in one query to save round trips. */
export async function getOverview(ctx: RequestContext): Promise<Overview> {
  const here = ctx.organization.id;
  const pending = sql`
    from invitations i
    where i.organization_id = ${here} and i.status = 'pending' and i.expires_order > now()`;
  const seesInvitations = can(ctx, "invitations.view") && ctx.organization.parent !== null;
  const countIf = (visible: boolean, from: SQL) => (visible ? countUpTo(from) : sql`null::int`);
  const [row] = await rowsOf(ctx.db, overviewRow)`
    select
      ${countIf(
        can(ctx, "users.view"),
        sql`from memberships m where m.organization_id = ${here} and ${isCurrent(sql`m`)}`,
      )} as users,
      ${countIf(seesInvitations, pending)} as "pendingInvitations",
      ${countIf(
        seesInvitations,
        sql`${pending} and i.expires_order <= now() + interval '1 day'`,
      )} as "expiringWithinADay",
      ${countIf(seesInvitations, sql`${pending} and i.email_state = 'failed'`)} as "failedEmails",
      ${countIf(
        seesInvitations,
        sql`
          from invitations i
          where i.organization_id = ${here}
            and i.status = 'pending'
            and i.new_link_requested_at is not null`,
      )} as "newLinkRequests",
      ${countIf(
        can(ctx, "organizations.view"),
        sql`from organizations where parent_id = ${here}`,
      )} as "childOrganizations",
      ${seesInvitations ? ownInvitations(ctx) : sql`'[]'::json`} as own,
      ${can(ctx, "users.view") ? endingSoon(here) : sql`'[]'::json`} as ending,
      (
        select coalesce(json_agg(happened), '[]')
        from (
          select
            e.id,
            e.at,
            e.actor_name as "actorName",
            e.action,
            e.outcome,
            e.subject_name as "subjectName",
            ${cutLists(sql`e.details`, MAX_NAMES_IN_LINE)} as details,
            case when o.id <> ${here} then json_build_object('id', o.id, 'name', o.name) end as child
          from (
            select e.*
            from unnest(${texts(visibleActions(ctx))}) as visible (action)
            cross join lateral (${lastOf(here, sql`visible.action`)}) as e
            union all
            select * from (${ownLastBelow(ctx)}) as below
          ) as e
          left join organizations o on o.id = e.organization_id
          order by e.at desc, e.id desc
          limit ${constant(SHOWN)}
        ) as happened
      ) as recent`;
  if (!row) throw new Error("The query returned no row.");
  return row;
}

/** Reads each action separately from its index, because visible events can be far apart among many sign-ins. */
function lastOf(here: string, action: SQL): SQL {
  return sql`select * from audit_events a
    where a.organization_id = ${here} and a.action = ${action} and a.outcome = 'done'
    order by a.at desc, a.id desc limit ${constant(SHOWN)}`;
}

/** How many of the latest events below are read to find the viewer's own. */
const READ_BELOW = 1000;

/** What the viewer did in child organizations as an administrator of this one. */
function ownLastBelow({ actor, organization }: RequestContext): SQL {
  const shown = SEEN_WITH.flatMap(([, actions]) => actions);
  return sql`
    select * from (
      select * from audit_events
      where acting_from_id = ${organization.id} and organization_id <> ${organization.id}
      order by at desc, id desc limit ${constant(READ_BELOW)}
    ) as latest
    where actor_id = ${actor.id} and outcome = 'done' and action = any(${sql.param(shown)}::text[])
    order by at desc, id desc limit ${constant(SHOWN)}`;
}

function ownInvitations(ctx: RequestContext): SQL {
  const own = sql`i.inviter_id = ${ctx.actor.id} and i.organization_id = ${ctx.organization.id}`;
  return sql`(select coalesce(json_agg(listed), '[]') from (
    select i.id, i.name, i.status::text as response, i.ended_at as at, i.decline_reason as reason from invitations i
    where ${own} and i.ended_at > now() - interval '7 days' and i.status in ('accepted', 'declined')
    union all
    select i.id, i.name, 'asked', i.new_link_requested_at, null from invitations i
    where ${own} and i.status = 'pending' and i.new_link_requested_at > now() - interval '7 days'
    order by at desc limit ${SHOWN}) as listed)`;
}

function endingSoon(here: string): SQL {
  return sql`(select coalesce(json_agg(listed), '[]') from (
    select m.user_id as "userId", m.name, m.ends from memberships m
    where m.organization_id = ${here} and m.ends < 'infinity' and ${isCurrent(sql`m`)} and m.ends <= now() + ${NOTICE_PERIOD}
    order by m.ends, m.user_id limit ${constant(SHOWN)}) as listed)`;
}

function visibleActions(ctx: RequestContext): AuditAction[] {
  return SEEN_WITH.flatMap(([permission, actions]) => (can(ctx, permission) ? actions : []));
}

const SEEN_WITH: readonly (readonly [Permission, readonly AuditAction[]])[] = [
  [
    "invitations.view",
    [
      "invitations.create",
      "invitations.send-failed",
      "invitations.resend",
      "invitations.edit",
      "invitations.ask",
      "invitations.accept",
      "invitations.decline",
      "invitations.delete",
      "invitations.end",
      "bulk-actions.start",
    ],
  ],
  [
    "users.view",
    [
      "memberships.edit",
      "memberships.end",
      "users.create",
      "users.edit",
      "users.assign",
      "users.disable",
      "users.enable",
      "users.delete",
    ],
  ],
  ["groups.view", ["groups.create", "groups.edit", "groups.delete"]],
  ["roles.view", ["roles.create", "roles.edit", "roles.assign", "roles.delete"]],
  [
    "organizations.view",
    [
      "organizations.create",
      "organizations.rename",
      "organizations.disable",
      "organizations.enable",
      "organizations.delete",
    ],
  ],
  ["settings.view", ["settings.edit"]],
];
