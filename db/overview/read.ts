import { sql } from "drizzle-orm";
import type { AuditAction } from "@/db/audit/actions";
import { type Context, may } from "@/db/context";
import { constant, countUpTo } from "@/db/lists/keyset";
import { dateOf } from "@/db/lists/read-list";
import type { Permission } from "@/db/permissions";

/** Counts go no further than 1,000: 1,001 means more than that. Null where one may not see the thing counted. */
export type Overview = {
  readonly users: number | null;
  readonly pendingInvitations: number | null;
  readonly expiringWithinADay: number | null;
  readonly failedMails: number | null;
  readonly organizationsBelow: number | null;
  readonly recent: readonly Happening[];
};

export type Happening = {
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

/** What stands and what happened last in the organization, as far as one may see it. One round trip. */
export async function readOverview(ctx: Context): Promise<Overview> {
  const here = ctx.organization.id;
  const pending = sql`from invitations i where i.organization_id = ${here} and i.status = 'pending' and i.expires_order > now()`;
  const seesInvitations = may(ctx, "invitations.view");
  const [row] = await ctx.db.execute<
    Omit<Overview, "recent"> & { recent: (Omit<Happening, "at"> & { at: string })[] }
  >(sql`
    select
      ${may(ctx, "users.view") ? countUpTo(sql`from memberships where organization_id = ${here}`) : sql`null`} as users,
      ${seesInvitations ? countUpTo(pending) : sql`null`} as "pendingInvitations",
      ${seesInvitations ? countUpTo(sql`${pending} and i.expires_order <= now() + interval '1 day'`) : sql`null`} as "expiringWithinADay",
      ${seesInvitations ? countUpTo(sql`${pending} and i.mail_state = 'failed'`) : sql`null`} as "failedMails",
      ${may(ctx, "organizations.view") ? countUpTo(sql`from organizations where parent_id = ${here}`) : sql`null`} as "organizationsBelow",
      (select coalesce(json_agg(happened), '[]') from (
        select id, at, actor_name as "actorName", action, outcome, subject_name as "subjectName", details
        from audit_events
        where organization_id = ${here} and action = any(${sql.param(visibleActions(ctx))}::text[]) and outcome = 'done'
        order by id desc limit ${constant(SHOWN)}) as happened) as recent`);
  if (!row) throw new Error("A select without from answers with one row.");
  return { ...row, recent: row.recent.map((event) => ({ ...event, at: dateOf(event.at) })) };
}

function visibleActions(ctx: Context): AuditAction[] {
  return SEEN_WITH.flatMap(([permission, actions]) => (may(ctx, permission) ? actions : []));
}

const SEEN_WITH: readonly (readonly [Permission, readonly AuditAction[]])[] = [
  [
    "invitations.view",
    [
      "invitations.create",
      "invitations.send-failed",
      "invitations.accept",
      "invitations.decline",
      "invitations.delete",
      "invitations.end",
    ],
  ],
  [
    "users.view",
    [
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
