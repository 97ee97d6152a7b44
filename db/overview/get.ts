import { and, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { isCurrent } from "@/db/access/rights";
import { countUpTo } from "@/db/lists/keyset";
import { isVisible } from "@/db/organizations/visibility";
import { can, type RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { canSeeActivity, recentEvent, recentEvents } from "./activity";
import { endingSoon, endingSoonRow, ownInvitation, ownInvitations } from "./attention";
import { childInvitations, sumChildInvitations } from "./child-invitations";
import { findFirstSteps, firstSteps } from "./first-steps";
import { invitationWeek, invitationWeeks } from "./invitation-weeks";

const count = z.number().nullable();

const overviewRow = z.object({
  users: count,
  pendingInvitations: count,
  expiringWithinADay: count,
  expiredInvitations: count,
  failedEmails: count,
  /** Invitations with a new-link request. */
  newLinkRequests: count,
  childOrganizations: count,
  /** Members whose membership ends within a week, soonest first. */
  ending: z.array(endingSoonRow),
  /** Responses to the viewer's own invitations within the last week, latest first. */
  own: z.array(ownInvitation),
  /** Null if there are no invitations. */
  weeks: z.array(invitationWeek).nullable(),
  /** Null if there are no child organizations. */
  below: childInvitations.nullable(),
  /** Null if the organization isn't new. */
  firstSteps: firstSteps.nullable(),
  /** Null if the viewer can see none. */
  recent: z.array(recentEvent).nullable(),
});

/** Counts go up to 1,000; 1,001 means more. Null if the viewer lacks the permission. */
export type Overview = Readonly<z.infer<typeof overviewRow>>;

/** What the viewer can see of the organization at a glance, in one query to save round trips. */
export async function getOverview(ctx: RequestContext, now = new Date()): Promise<Overview> {
  const here = ctx.organization.id;
  const pending = sql`
    from invitations i
    where i.organization_id = ${here} and i.status = 'pending' and i.expires_order > now()`;
  const expired = sql`
    from invitations i
    where i.organization_id = ${here} and i.status = 'pending' and i.expires_order <= now()`;
  const seesInvitations = can(ctx, "invitations.view") && ctx.organization.parent !== null;
  const countIf = (visible: boolean, from: SQL) => (visible ? countUpTo(from) : sql`null::int`);
  const listIf = (visible: boolean, list: SQL) => (visible ? list : sql`'[]'::json`);
  const valueIf = (visible: boolean, value: SQL) => (visible ? value : sql`null::json`);
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
      ${countIf(seesInvitations, expired)} as "expiredInvitations",
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
        sql`from organizations o where ${and(sql`o.parent_id = ${here}`, isVisible(ctx))}`,
      )} as "childOrganizations",
      ${listIf(can(ctx, "users.view"), endingSoon(here))} as ending,
      ${listIf(seesInvitations, ownInvitations(ctx))} as own,
      ${valueIf(seesInvitations, invitationWeeks(ctx, now))} as weeks,
      ${valueIf(can(ctx, "organizations.enter"), sumChildInvitations(ctx))} as below,
      ${findFirstSteps(ctx)} as "firstSteps",
      ${valueIf(canSeeActivity(ctx), recentEvents(ctx))} as recent`;
  if (!row) throw new Error("The query returned no row.");
  return row;
}
