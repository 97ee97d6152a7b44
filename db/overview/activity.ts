import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { isCurrent } from "@/db/access/rights";
import { cutLists } from "@/db/audit/cut-lists";
import { SUBJECT_PAGES, subjectPage } from "@/db/audit/subject-page";
import { constant } from "@/db/lists/keyset";
import { seesAllChildren } from "@/db/organizations/visibility";
import { can, organizationRef, type RequestContext } from "@/db/request-context";
import { texts } from "@/db/uuid";
import type { AuditAction } from "@/lib/audit-actions";
import { MAX_NAMES_IN_LINE } from "@/lib/cut-list";
import type { Permission } from "@/lib/permissions";

export const recentEvent = z.object({
  id: z.number(),
  at: z.coerce.date(),
  /** The username. Null for actions of the system. */
  actorName: z.string().nullable(),
  /** Null for somebody who is no longer a user here, because the viewer can't see changes of their name. */
  actorFullName: z.string().nullable(),
  /** Null if the actor isn't a user of this organization. */
  actorId: z.string().nullable(),
  action: z.string(),
  outcome: z.enum(["done", "refused"]),
  subjectName: z.string().nullable(),
  /** The name of the invitee, or of the user here. */
  subjectFullName: z.string().nullable(),
  subjectId: z.string().nullable(),
  /** Null if the viewer can't open a page of this organization that shows it, or it has been deleted. */
  subjectPage: z.enum(SUBJECT_PAGES).nullable(),
  /** The child organization in which the viewer did it. Null for this organization, and for one that was deleted. */
  child: organizationRef.nullable(),
  details: z.record(z.string(), z.unknown()),
});
export type RecentEvent = Readonly<z.infer<typeof recentEvent>>;

const SHOWN = 10;

/** The latest events that the viewer can see, as JSON: those of the organization, and the viewer's own in child organizations. */
export function recentEvents(ctx: RequestContext): SQL {
  const { id: here, rootId } = ctx.organization;
  return sql`(
    with latest as (
      select e.*
      from (
        select e.*
        from unnest(${texts(visibleActions(ctx))}) as visible (action)
        cross join lateral (${lastOf(here, sql`visible.action`)}) as e
        union all
        select * from (${ownLastBelow(ctx)}) as below
      ) as e
      order by e.at desc, e.id desc
      limit ${constant(SHOWN)}
    ),
    happened as (
      select
        e.id,
        e.at,
        e.actor_name as "actorName",
        coalesce(
          actor.name,
          case when invitation.user_id = e.actor_id then invitation.name end,
          case when e.acting_from_id is not null then administrator.name end
        ) as "actorFullName",
        actor.user_id as "actorId",
        e.action,
        e.outcome,
        e.subject_name as "subjectName",
        coalesce(invitation.name, subject.name) as "subjectFullName",
        e.subject_id as "subjectId",
        ${subjectPage(ctx, { organizationId: sql`e.organization_id`, subjectId: sql`e.subject_id` })} as "subjectPage",
        ${cutLists(sql`e.details`, MAX_NAMES_IN_LINE)} as details,
        case when o.id <> ${here} then json_build_object('id', o.id, 'name', o.name) end as child
      from latest e
      left join organizations o on o.id = e.organization_id
      left join memberships actor
        on actor.organization_id = ${here} and actor.user_id = e.actor_id and ${isCurrent(sql`actor`)}
      left join users administrator on administrator.id = e.actor_id and administrator.root_id = ${rootId}
      left join memberships subject
        on subject.organization_id = e.organization_id and subject.user_id = e.subject_id and ${isCurrent(sql`subject`)}
      left join invitations invitation
        on invitation.id = e.subject_id and invitation.organization_id = e.organization_id
      order by e.at desc, e.id desc
    )
    select coalesce(json_agg(happened), '[]') from happened
  )`;
}

/** Reads each action separately from its index, because there can be many sign-ins between two visible events. */
function lastOf(here: string, action: SQL): SQL {
  return sql`select * from audit_events a
    where a.organization_id = ${here} and a.action = ${action} and a.outcome = 'done'
    order by a.at desc, a.id desc limit ${constant(SHOWN)}`;
}

/** How many of the latest events in child organizations are searched for the viewer's own. */
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

/** Whether the viewer has a permission with which events show on the overview. */
export function canSeeActivity(ctx: RequestContext): boolean {
  return visibleActions(ctx).length > 0;
}

/** Leaves out the events about child organizations if the list of them leaves out some. */
function visibleActions(ctx: RequestContext): AuditAction[] {
  const isVisible = (permission: Permission) =>
    can(ctx, permission) && (permission !== "organizations.view" || seesAllChildren(ctx));
  return SEEN_WITH.flatMap(([permission, actions]) => (isVisible(permission) ? actions : []));
}

const SEEN_WITH: readonly (readonly [Permission, readonly AuditAction[]])[] = [
  [
    "invitations.view",
    [
      "invitations.create",
      "invitations.send-failed",
      "invitations.resend",
      "invitations.edit",
      "invitations.request-new-link",
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
