import { and, desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { isCurrent } from "@/db/access/rights";
import { cutLists } from "@/db/audit/cut-lists";
import { Forbidden, NotFound } from "@/db/errors";
import { can, type RequestContext } from "@/db/request-context";
import { auditEvents, invitations, memberships, users } from "@/db/schema";
import { isUuid } from "@/db/uuid";
import type { AuditAction } from "@/lib/audit-actions";
import { MAX_NAMES_IN_LINE } from "@/lib/cut-list";
import { MAX_GROUPS_OF_USER } from "@/lib/roles";
import { invitationColumns, inviter, withShownStatus } from "./columns";
import type { Invitation, InvitationEvent } from "./types";

const actor = alias(memberships, "actor");

/** The history shows the last events. The audit log has all of them. */
const EVENTS = 50;

/**
 * One invitation into the organization with its history, oldest event first. Contains no link and no hash.
 * @param call.now decides whether it reads as expired
 * @throws Forbidden without invitations.view, NotFound for an invitation of another organization
 */
export async function getInvitation(call: {
  ctx: RequestContext;
  invitationId: string;
  now: Date;
}): Promise<Invitation> {
  const { ctx, invitationId, now } = call;
  if (!can(ctx, "invitations.view")) throw new Forbidden();
  if (!isUuid(invitationId)) throw new NotFound();
  const [[invitation], events] = await Promise.all([
    ctx.db
      .select({
        ...invitationColumns(MAX_GROUPS_OF_USER),
        note: invitations.note,
        noteAuthor: invitations.noteAuthor,
        lifetimeHours: invitations.lifetimeHours,
        openedAt: invitations.openedAt,
      })
      .from(invitations)
      .innerJoin(users, eq(users.id, invitations.userId))
      .leftJoin(inviter, eq(inviter.id, invitations.inviterId))
      .where(and(eq(invitations.organizationId, ctx.organization.id), eq(invitations.id, invitationId))),
    readLastEvents(ctx, invitationId),
  ]);
  if (!invitation) throw new NotFound();
  return {
    ...withShownStatus(invitation, now),
    history: events.slice(0, EVENTS).reverse(),
    hasEarlierEvents: events.length > EVENTS,
  };
}

/** Latest first, one more than the history shows. */
async function readLastEvents(ctx: RequestContext, invitationId: string): Promise<InvitationEvent[]> {
  return await ctx.db
    .select({
      id: auditEvents.id,
      at: auditEvents.at,
      action: sql<AuditAction>`${auditEvents.action}`, // commands write no others for an invitation
      actorName: auditEvents.actorName,
      actorFullName: sql<string | null>`coalesce(
        ${actor.name},
        case when ${invitations.userId} = ${auditEvents.actorId} then ${invitations.name} end,
        case when ${auditEvents.actingFromId} is not null then ${users.name} end
      )`,
      details: cutLists(sql`${auditEvents.details}`, MAX_NAMES_IN_LINE),
    })
    .from(auditEvents)
    .innerJoin(invitations, eq(invitations.id, invitationId))
    .leftJoin(
      actor,
      and(
        eq(actor.organizationId, ctx.organization.id),
        eq(actor.userId, auditEvents.actorId),
        isCurrent(sql`actor`),
      ),
    )
    .leftJoin(users, and(eq(users.id, auditEvents.actorId), eq(users.rootId, ctx.organization.rootId)))
    .where(
      and(
        eq(auditEvents.organizationId, ctx.organization.id),
        eq(auditEvents.subjectId, invitationId),
        eq(auditEvents.outcome, sql`'done'`),
      ),
    )
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(EVENTS + 1);
}
