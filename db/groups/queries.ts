import { and, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { coversGroup, permissionsOfGroup } from "@/db/access/rights";
import { Forbidden, NotFound } from "@/db/errors";
import { membersOf } from "@/db/groups/members-of";
import { jsonColumn } from "@/db/lists/json-column";
import { constant, countRows, countUpTo, type ListInput, readPage } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { matches } from "@/db/lists/search";
import { can, type OrganizationRef, type RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { groups } from "@/db/schema";
import { isUuid } from "@/db/uuid";
import { ALL_PERMISSIONS, isPermission } from "@/lib/permissions";
import type { Group, GroupChoice, GroupRow } from "./types";

export const GROUP_SORTS = ["name"] as const;
export type GroupSort = (typeof GROUP_SORTS)[number];

const g = alias(groups, "g");

const choiceRow = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  grantable: z.boolean(),
});

const pendingInvitations = countUpTo(sql`
  from invitation_groups ig
  join invitations i on i.id = ig.invitation_id
  where ig.organization_id = g.organization_id
    and ig.group_id = g.id
    and i.status = 'pending'
    and i.expires_order > now()`);

/** The columns of groups `g`. @param rolesShown how many roles to include, the first by name */
const columns = (rolesShown: number) => ({
  id: g.id,
  name: g.name,
  description: g.description,
  members: membersOf,
  roleCount: sql`(
    select count(*)::int
    from group_roles gr
    where gr.organization_id = g.organization_id and gr.group_id = g.id
  )`.mapWith(Number),
  roles: jsonColumn(
    sql`(
      select coalesce(json_agg(shown), '[]')
      from (
        select r.id, r.name
        from group_roles gr
        join roles r on r.id = gr.role_id
        where gr.organization_id = g.organization_id and gr.group_id = g.id
        order by lower(r.name), r.id
        limit ${constant(rolesShown)}
      ) as shown
    )`,
    z.array(z.object({ id: z.string(), name: z.string() })),
  ),
});

/** A page of the organization's groups. @throws Forbidden without groups.view */
export async function listGroups(call: {
  ctx: RequestContext;
  input: ListInput<GroupSort>;
}): Promise<Page<GroupRow>> {
  const { ctx, input } = call;
  if (!can(ctx, "groups.view")) throw new Forbidden();
  const where = and(eq(g.organizationId, ctx.organization.id), matches(g.search, input.search));
  return await readPage({ column: g.search, id: g.id }, input, (list) =>
    Promise.all([
      ctx.db
        .select({ ...columns(3), cursor: list.cursor })
        .from(g)
        .where(and(where, list.afterCursor))
        .orderBy(...list.orderBy)
        .limit(list.limit),
      countRows(ctx.db, g, where),
    ]),
  );
}

/** One group with its permissions. @throws Forbidden without groups.view; NotFound if it isn't of this organization */
export async function getGroup(call: { ctx: RequestContext; groupId: string }): Promise<Group> {
  const { ctx, groupId } = call;
  if (!can(ctx, "groups.view")) throw new Forbidden();
  if (!isUuid(groupId)) throw new NotFound();
  const [group] = await ctx.db
    .select({
      ...columns(100),
      given: jsonColumn(
        sql`(select row_to_json(given) from (${permissionsOfGroup(sql`g.organization_id`, sql`g.id`)}) as given)`,
        z.object({ administrator: z.boolean(), permissions: z.array(z.string()) }),
      ),
      pendingInvitations,
    })
    .from(g)
    .where(and(eq(g.organizationId, ctx.organization.id), eq(g.id, groupId)));
  if (!group) throw new NotFound();
  const { given, ...rest } = group;
  return {
    ...rest,
    permissions: given.administrator ? [...ALL_PERMISSIONS] : given.permissions.filter(isPermission),
  };
}

/**
 * The names of the first 200 groups, to filter a list by one of them, and the name of the chosen one.
 * @throws Forbidden without groups.view
 */
export async function listGroupNames(call: {
  ctx: RequestContext;
  chosenId: string | null;
}): Promise<OrganizationRef[]> {
  const { ctx, chosenId } = call;
  if (!can(ctx, "groups.view")) throw new Forbidden();
  const here = sql`g.organization_id = ${ctx.organization.id}`;
  return await rowsOf(ctx.db, z.object({ id: z.string(), name: z.string() }))`
    with first as (
      select g.id, g.name, g.search from groups g where ${here} order by g.search, g.id limit ${constant(CHOICES)}
    ),
    chosen as (select g.id, g.name, g.search from groups g where ${here} and g.id = ${chosenId}::uuid)
    select id, name
    from (select * from first union select * from chosen) as shown
    order by search, id`;
}

const CHOICES = 200;
const GIVES_GROUPS = ["invitations.create", "users.create", "users.assign"] as const;

/**
 * Finds up to 200 groups to choose from when inviting, creating a user or changing a user's groups, by part of their name.
 * @throws Forbidden without invitations.create, users.create or users.assign
 */
export async function listGroupChoices(call: {
  ctx: RequestContext;
  search: string;
}): Promise<GroupChoice[]> {
  const { ctx } = call;
  if (!GIVES_GROUPS.some((permission) => can(ctx, permission))) throw new Forbidden();
  const where = and(sql`g.organization_id = ${ctx.organization.id}`, matches(sql`g.search`, call.search));
  return await rowsOf(ctx.db, choiceRow)`
    select
      g.id,
      g.name,
      g.description,
      ${coversGroup(sql`own`, sql`g.organization_id`, sql`g.id`)} as grantable
    from groups g
    cross join effective_permissions(${ctx.actor.id}, ${ctx.organization.id}) as own
    where ${where}
    order by g.search, g.id
    limit ${constant(CHOICES)}`;
}
