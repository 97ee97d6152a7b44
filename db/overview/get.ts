import { type SQL, sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";
import { constant, countUpTo } from "@/db/lists/keyset";
import { dateOf } from "@/db/lists/read-list";
import { NOTICE_PERIOD } from "@/db/memberships/end-notices";
import { can, type RequestContext } from "@/db/request-context";
import type { AuditAction } from "@/lib/audit-actions";
import type { Permission } from "@/lib/permissions";

/** Counts go up to 1,000; 1,001 means more. Null if the viewer lacks the permission. */
export type Overview = {
  readonly users: number | null;
  readonly pendingInvitations: number | null;
  readonly expiringWithinADay: number | null;
  readonly failedMails: number | null;
  /** Invitations with a new-link request. */
  readonly linksAsked: number | null;
  readonly organizationsBelow: number | null;
  /** Members whose membership ends within a week, soonest first. */
  readonly ending: readonly EndingSoon[];
  /** Responses to the viewer's own invitations within the last week, latest first. */
  readonly own: readonly OwnInvitation[];
  readonly recent: readonly RecentEvent[];
};

export type OwnInvitation = {
  readonly id: string;
  readonly name: string;
  readonly became: "accepted" | "declined" | "asked";
  readonly at: Date;
  /** Why it was declined, if the invitee gave a reason. */
  readonly reason: string | null;
};

export type EndingSoon = { readonly userId: string; readonly name: string; readonly ends: Date };

export type RecentEvent = {
  readonly id: number;
  readonly at: Date;
  /** Null for what the system did by itself. */
  readonly actorName: string | null;
  readonly action: string;
  readonly outcome: "done" | "refused";
  readonly subjectName: string | null;
  readonly details: Readonly<Record<string, unknown>>;
};

const SHOWN = 10;

/** The counts and latest events of the organization that the viewer can see, in one query to save round trips. */
export async function getOverview(ctx: RequestContext): Promise<Overview> {
  const here = ctx.organization.id;
  const pending = sql`from invitations i where i.organization_id = ${here} and i.status = 'pending' and i.expires_order > now()`;
  const seesInvitations = can(ctx, "invitations.view");
  const [row] = await ctx.db.execute<
    Omit<Overview, "recent" | "own" | "ending"> & {
      recent: Dated<RecentEvent>[];
      own: Dated<OwnInvitation>[];
      ending: (Omit<EndingSoon, "ends"> & { ends: string })[];
    }
  >(sql`
    select
      ${can(ctx, "users.view") ? countUpTo(sql`from memberships m where m.organization_id = ${here} and ${isCurrent(sql`m`)}`) : sql`null`} as users,
      ${seesInvitations ? countUpTo(pending) : sql`null`} as "pendingInvitations",
      ${seesInvitations ? countUpTo(sql`${pending} and i.expires_order <= now() + interval '1 day'`) : sql`null`} as "expiringWithinADay",
      ${seesInvitations ? countUpTo(sql`${pending} and i.email_state = 'failed'`) : sql`null`} as "failedMails",
      ${seesInvitations ? countUpTo(sql`from invitations i where i.organization_id = ${here} and i.status = 'pending' and i.new_link_requested_at is not null`) : sql`null`} as "linksAsked",
      ${seesInvitations ? ownInvitations(ctx) : sql`'[]'::json`} as own,
      ${can(ctx, "users.view") ? endingSoon(here) : sql`'[]'::json`} as ending,
      ${can(ctx, "organizations.view") ? countUpTo(sql`from organizations where parent_id = ${here}`) : sql`null`} as "organizationsBelow",
      (select coalesce(json_agg(happened), '[]') from (
        select e.id, e.at, e.actor_name as "actorName", e.action, e.outcome, e.subject_name as "subjectName", e.details
        from unnest(${sql.param(visibleActions(ctx))}::text[]) as visible (action)
        cross join lateral (${lastOf(here, sql`visible.action`)}) as e
        order by e.at desc, e.id desc limit ${constant(SHOWN)}) as happened) as recent`);
  if (!row) throw new Error("The query returned no row.");
  const ending = row.ending.map((member) => ({ ...member, ends: dateOf(member.ends) }));
  return { ...row, ending, recent: row.recent.map(dated), own: row.own.map(dated) };
}

/** Reads each action separately from its index, because visible events can be far apart among many sign-ins. */
function lastOf(here: string, action: SQL): SQL {
  return sql`select * from audit_events a
    where a.organization_id = ${here} and a.action = ${action} and a.outcome = 'done'
    order by a.at desc, a.id desc limit ${constant(SHOWN)}`;
}

type Dated<Row extends { readonly at: Date }> = Omit<Row, "at"> & { at: string };

function dated<Row extends { readonly at: string }>(row: Row): Omit<Row, "at"> & { at: Date } {
  return { ...row, at: dateOf(row.at) };
}

function ownInvitations(ctx: RequestContext): SQL {
  const own = sql`i.inviter_id = ${ctx.actor.id} and i.organization_id = ${ctx.organization.id}`;
  return sql`(select coalesce(json_agg(listed), '[]') from (
    select i.id, i.name, i.status::text as became, i.ended_at as at, i.decline_reason as reason from invitations i
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
