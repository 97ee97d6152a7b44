import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { isCurrent } from "@/db/access/rights";
import { constant } from "@/db/lists/keyset";
import { NOTICE_PERIOD } from "@/db/memberships/end-notices";
import type { RequestContext } from "@/db/request-context";

export const ownInvitation = z.object({
  id: z.string(),
  name: z.string(),
  response: z.enum(["accepted", "declined", "requested"]),
  at: z.coerce.date(),
  /** Why it was declined, if the invitee gave a reason. */
  reason: z.string().nullable(),
});
export type OwnInvitation = Readonly<z.infer<typeof ownInvitation>>;

export const endingSoonRow = z.object({ userId: z.string(), name: z.string(), ends: z.coerce.date() });

const SHOWN = 10;

/** Responses to the viewer's own invitations within the last week, as JSON. */
export function ownInvitations(ctx: RequestContext): SQL {
  const own = sql`i.inviter_id = ${ctx.actor.id} and i.organization_id = ${ctx.organization.id}`;
  return sql`(select coalesce(json_agg(listed), '[]') from (
    select i.id, i.name, i.status::text as response, i.ended_at as at, i.decline_reason as reason from invitations i
    where ${own} and i.ended_at > now() - interval '7 days' and i.status in ('accepted', 'declined')
    union all
    select i.id, i.name, 'requested', i.new_link_requested_at, null from invitations i
    where ${own} and i.status = 'pending' and i.new_link_requested_at > now() - interval '7 days'
    order by at desc limit ${SHOWN}) as listed)`;
}

/** The memberships that end within a week, as JSON. */
export function endingSoon(here: string): SQL {
  return sql`(select coalesce(json_agg(listed), '[]') from (
    select m.user_id as "userId", m.name, m.ends from memberships m
    where m.organization_id = ${here} and m.ends < 'infinity' and ${isCurrent(sql`m`)} and m.ends <= now() + ${NOTICE_PERIOD}
    order by m.ends, m.user_id limit ${constant(SHOWN)}) as listed)`;
}
