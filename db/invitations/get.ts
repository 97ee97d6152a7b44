import { sql } from "drizzle-orm";
import { Forbidden, NotFound } from "@/db/errors";
import { dateOf } from "@/db/lists/read-list";
import { can, type RequestContext } from "@/db/request-context";
import { isUuid } from "@/db/uuid";
import { type InvitationJson, invitationColumns, invitationJoins, invitationOf } from "./columns";
import type { Invitation, InvitationEvent } from "./types";

const TOLD = 200;

/**
 * One invitation into the organization with its story, oldest first: the last 200 things that happened to it. One round
 * trip. No link and no hash is in it.
 * @param call.now judges whether it reads as expired
 * @throws Forbidden without invitations.view, NotFound when it is not of this organization
 */
export async function getInvitation(call: {
  ctx: RequestContext;
  invitationId: string;
  now: Date;
}): Promise<Invitation> {
  const { ctx, invitationId } = call;
  if (!can(ctx, "invitations.view")) throw new Forbidden();
  if (!isUuid(invitationId)) throw new NotFound();
  const [found] = await ctx.db.execute<{ invitation: Json }>(sql`
    select row_to_json(one) as invitation from (
      select ${invitationColumns}, i.note, i.lifetime_hours as "lifetimeHours", i.opened_at as "openedAt",
        (select coalesce(json_agg(event order by event.at, event.id), '[]') from (
          select id, at, action, actor_name as "actorName", details from audit_events
          where organization_id = i.organization_id and subject_id = i.id and outcome = 'done'
          order by at desc, id desc limit ${TOLD}) as event) as story
      from invitations i ${invitationJoins}
      where i.organization_id = ${ctx.organization.id} and i.id = ${invitationId}) as one`);
  if (!found) throw new NotFound();
  const { openedAt, story, ...row } = found.invitation;
  return {
    ...invitationOf(row, call.now),
    openedAt: dateOf(openedAt),
    story: story.map((event) => ({ ...event, at: dateOf(event.at) })),
  };
}

type Json = InvitationJson &
  Omit<Invitation, keyof InvitationJson | "openedAt" | "story"> & {
    openedAt: string | null;
    story: (Omit<InvitationEvent, "at"> & { at: string })[];
  };
