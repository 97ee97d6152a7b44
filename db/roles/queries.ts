import { and, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { covers } from "@/db/access/rights";
import { Forbidden, NotFound } from "@/db/errors";
import { membersOf } from "@/db/groups/members-of";
import { jsonColumn } from "@/db/lists/json-column";
import { constant, countRows, type ListInput, readPage, totalOf } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { matches } from "@/db/lists/search";
import { can, type RequestContext } from "@/db/request-context";
import { roles } from "@/db/schema";
import { isUuid } from "@/db/uuid";
import { ALL_PERMISSIONS, isPermission, type Permission } from "@/lib/permissions";
import type { Role, RoleRow } from "./types";

export const ROLE_SORTS = ["name"] as const;
export type RoleSort = (typeof ROLE_SORTS)[number];

const r = alias(roles, "r");

const columns = {
  id: r.id,
  name: r.name,
  description: r.description,
  isAdministrator: r.isAdministrator,
  permissions: r.permissions,
  groupCount: sql`(
    select count(*)::int
    from group_roles gr
    where gr.organization_id = r.organization_id and gr.role_id = r.id
  )`.mapWith(Number),
};

/** The first groups with the role `r` by name. */
function groupsWithRole(count: number): SQL {
  return sql`
    select g.id, g.name, g.organization_id
    from group_roles gr
    join groups g on g.id = gr.group_id
    where gr.organization_id = r.organization_id and gr.role_id = r.id
    order by g.search, g.id
    limit ${constant(count)}`;
}

/** A page of the organization's roles. @throws Forbidden without roles.view */
export async function listRoles(call: {
  ctx: RequestContext;
  input: ListInput<RoleSort>;
}): Promise<Page<RoleRow>> {
  const { ctx, input } = call;
  if (!can(ctx, "roles.view")) throw new Forbidden();
  const where = and(eq(r.organizationId, ctx.organization.id), matches(r.search, input.search));
  return await readPage({ column: r.search, id: r.id }, input, async (list) => {
    const query = ctx.db
      .select({
        ...columns,
        groups: jsonColumn(
          sql`(
            select coalesce(json_agg(json_build_object('id', g.id, 'name', g.name)), '[]')
            from (${groupsWithRole(3)}) as g
          )`,
          z.array(z.object({ id: z.string(), name: z.string() })),
        ),
        cursor: list.cursor,
      })
      .from(r)
      .where(and(where, list.afterCursor))
      .orderBy(...list.orderBy)
      .limit(list.limit);
    const [rows, total] = await Promise.all([query, countRows(ctx.db, r, where)]);
    return [rows.map((row) => ({ ...row, permissions: permissionsOf(row) })), total];
  });
}

/**
 * How many memberships of groups are read at most. More than people are counted, because a member of several groups counts
 * once.
 */
const PEOPLE_READ = 3000;

/**
 * One role, with its groups (the first 100 by name, each with its number of members) and the number of people who have it.
 * @throws Forbidden without roles.view, NotFound for a role of another organization
 */
export async function getRole(call: { ctx: RequestContext; roleId: string }): Promise<Role> {
  const { ctx, roleId } = call;
  if (!can(ctx, "roles.view")) throw new Forbidden();
  if (!isUuid(roleId)) throw new NotFound();
  const [row] = await ctx.db
    .select({
      ...columns,
      groups: jsonColumn(
        sql`(
          select coalesce(
            json_agg(json_build_object('id', g.id, 'name', g.name, 'members', ${membersOf})),
            '[]'
          )
          from (${groupsWithRole(100)}) as g
        )`,
        z.array(z.object({ id: z.string(), name: z.string(), members: z.number() })),
      ),
      people: jsonColumn(
        sql`(
          select json_build_object('count', count(distinct user_id), 'read', count(*))
          from (
            select mg.user_id
            from group_roles gr
            join membership_groups mg
              on mg.organization_id = gr.organization_id and mg.group_id = gr.group_id
            where gr.organization_id = r.organization_id and gr.role_id = r.id
            limit ${constant(PEOPLE_READ)}
          ) as people
        )`,
        z.object({ count: z.number(), read: z.number() }),
      ),
      grantable: sql`(
        select ${covers(sql`own`, sql`r`)}
        from effective_permissions(${ctx.actor.id}, ${ctx.organization.id}) as own
      )`.mapWith(Boolean),
    })
    .from(r)
    .where(and(eq(r.organizationId, ctx.organization.id), eq(r.id, roleId)));
  if (!row) throw new NotFound();
  const { people, ...role } = row;
  const { count, more } = totalOf(people.count);
  return {
    ...role,
    permissions: permissionsOf(row),
    people: { count, more: more || people.read === PEOPLE_READ },
  };
}

/** The permissions of a role: all for the Administrator role. Leaves out stored ones that this version doesn't know. */
export function permissionsOf(role: {
  isAdministrator: boolean;
  permissions: readonly string[];
}): Permission[] {
  return role.isAdministrator ? [...ALL_PERMISSIONS] : role.permissions.filter(isPermission);
}
