import { and, count, eq, gte, lt, ne, type SQL, sql } from "drizzle-orm";
import { alias, type PgColumn, unionAll } from "drizzle-orm/pg-core";
import { isCurrent } from "@/db/access/rights";
import { COUNT_UP_TO, keyset, type ListInput, totalOf } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { matches } from "@/db/lists/search";
import { can, type RequestContext } from "@/db/request-context";
import { auditEvents, invitations, organizations } from "@/db/schema";
import { endOfDay, startOfDay } from "@/lib/days";
import { cutLists } from "./cut-lists";
import { subjectPage } from "./subject-page";
import type { AuditFilter, AuditRow } from "./types";

export type Cursors = Pick<ListInput<never>, "after" | "before">;

const BY_TIME = { column: auditEvents.at, id: auditEvents.id };

const actingFrom = alias(organizations, "acting_from");

/** A page of the events that match a filter, newest first. Doesn't count them, because an export doesn't need the total. */
export async function readAuditPage(call: {
  ctx: RequestContext;
  filter: AuditFilter;
  cursors: Cursors;
  size?: number;
  /** Cuts the lists of names in the details. */
  maxNames?: number;
}): Promise<Omit<Page<AuditRow>, "total">> {
  const { ctx, filter, cursors, size, maxNames } = call;
  const list = keyset(BY_TIME, { ...cursors, descending: true }, size);
  const within = (scope: Scope) =>
    ctx.db
      .select({ at: auditEvents.at, id: auditEvents.id })
      .from(auditEvents)
      .where(and(scope(ctx), isLeftBy(filter), list.afterCursor))
      .orderBy(...list.orderBy)
      .limit(list.limit);
  const found = unionAll(within(isHere), within(isBelow))
    .orderBy(...list.orderBy)
    .limit(list.limit)
    .as("found");
  const rows = await ctx.db
    .select({
      ...columns,
      ...namesAndPages(ctx),
      details: maxNames ? cutLists(sql`${auditEvents.details}`, maxNames) : columns.details,
      cursor: list.cursor,
    })
    .from(found)
    .innerJoin(auditEvents, eq(auditEvents.id, found.id))
    .leftJoin(organizations, eq(organizations.id, auditEvents.organizationId))
    .leftJoin(invitations, isSubject)
    .leftJoin(actingFrom, eq(actingFrom.id, auditEvents.actingFromId))
    .orderBy(...list.orderBy);
  return list.page(rows);
}

const isSubject = and(
  eq(invitations.id, auditEvents.subjectId),
  eq(invitations.organizationId, auditEvents.organizationId),
);

const columns = {
  id: auditEvents.id,
  at: auditEvents.at,
  actorName: auditEvents.actorName,
  address: auditEvents.address,
  action: auditEvents.action,
  outcome: auditEvents.outcome,
  subjectId: auditEvents.subjectId,
  subjectName: auditEvents.subjectName,
  invitationId: sql<string | null>`${invitations.id}`.as("invitation_id"),
  requestId: auditEvents.requestId,
  details: auditEvents.details,
  actingFrom: actingFrom.name,
  organization: {
    id: auditEvents.organizationId,
    name: sql<string | null>`coalesce(
      ${organizations.name},
      (
        select deleted.subject_name
        from audit_events deleted
        where deleted.subject_id = ${auditEvents.organizationId}
          and deleted.action = 'organizations.delete'
        limit 1
      )
    )`,
  },
};

/** Names of people that the viewer can see, and what of an event has a page. Invitations have the name of the invitee. */
function namesAndPages(ctx: RequestContext) {
  const { id: here, rootId } = ctx.organization;
  const { organizationId, actorId, actingFromId, subjectId } = auditEvents;
  const member = (column: "user_id" | "name", userId: PgColumn) =>
    can(ctx, "users.view")
      ? sql`(
          select ${sql.raw(`m.${column}`)} from memberships m
          where m.organization_id = ${here} and m.user_id = ${userId} and ${isCurrent(sql`m`)}
        )`
      : sql`null`;
  const administrator = can(ctx, "users.view")
    ? sql`case when ${actingFromId} is not null then (
        select u.name from users u where u.id = ${actorId} and u.root_id = ${rootId}
      ) end`
    : sql`null`;
  const invitee = can(ctx, "invitations.view")
    ? sql`case when ${organizationId} = ${here} then ${invitations.name} end`
    : sql`null`;
  return {
    actorUserId: sql<string | null>`${member("user_id", actorId)}::text`.as("actor_user_id"),
    actorFullName: sql<string | null>`coalesce(
      ${member("name", actorId)},
      case when ${invitations.userId} = ${actorId} then ${invitee} end,
      ${administrator}
    )`.as("actor_full_name"),
    subjectFullName: sql<string | null>`coalesce(
      ${invitee},
      case when ${organizationId} = ${here} then ${member("name", subjectId)} end
    )`.as("subject_full_name"),
    subjectPage: subjectPage(ctx, auditEvents).as("subject_page"),
  };
}

/** Counts the events that match the filter, up to the limit for lists. */
export async function countAuditEvents(
  ctx: RequestContext,
  filter: AuditFilter,
): Promise<Page<AuditRow>["total"]> {
  const within = (scope: Scope) =>
    ctx.db
      .select({ id: auditEvents.id })
      .from(auditEvents)
      .where(and(scope(ctx), isLeftBy(filter)))
      .limit(COUNT_UP_TO + 1);
  const counted = unionAll(within(isHere), within(isBelow))
    .limit(COUNT_UP_TO + 1)
    .as("counted");
  const [row] = await ctx.db.select({ count: count() }).from(counted);
  return totalOf(row?.count ?? 0);
}

/** Reads each scope in order of time from its own index, because no index covers both. */
type Scope = (ctx: RequestContext) => SQL | undefined;

function isHere({ organization }: RequestContext): SQL {
  return eq(auditEvents.organizationId, organization.id);
}

/** What the organization's administrators did in child organizations. */
function isBelow({ organization }: RequestContext): SQL | undefined {
  return and(eq(auditEvents.actingFromId, organization.id), ne(auditEvents.organizationId, organization.id));
}

function isLeftBy(filter: AuditFilter): SQL | undefined {
  const { person, action, object, outcome, from, to, timeZone, search } = filter;
  const is = (column: PgColumn, value: string | null) => (value === null ? undefined : eq(column, value));
  return and(
    is(auditEvents.actorName, person),
    is(auditEvents.action, action),
    is(auditEvents.subjectId, object),
    is(auditEvents.outcome, outcome),
    from === null ? undefined : gte(auditEvents.at, startOfDay(from, timeZone)),
    to === null ? undefined : lt(auditEvents.at, endOfDay(to, timeZone)),
    matches(auditEvents.search, search),
  );
}
