import { and, desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { covers } from "@/db/access/rights";
import { Forbidden } from "@/db/errors";
import { membersOf } from "@/db/groups/members-of";
import { constant } from "@/db/lists/keyset";
import { matches } from "@/db/lists/search";
import { can, type RequestContext } from "@/db/request-context";
import { permissionsOf } from "@/db/roles/queries";
import { rowsOf } from "@/db/rows";
import { groupRoles, groups } from "@/db/schema";
import type { RoleChoice, RoleGroupChoice } from "./types";

/** At most this many are offered, those that are already assigned first. A search finds the others. */
const CHOICES = 100;

const choiceRow = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  isAdministrator: z.boolean(),
  permissions: z.array(z.string()),
  assigned: z.boolean(),
  grantable: z.boolean(),
});

const g = alias(groups, "g");
const gr = alias(groupRoles, "gr");

/**
 * Roles to choose from for a group, at most 100, with those that it already has first.
 * @param call.groupId null for a group that doesn't exist yet
 * @throws Forbidden without roles.assign
 */
export async function listRoleChoices(call: {
  ctx: RequestContext;
  groupId: string | null;
}): Promise<RoleChoice[]> {
  const { ctx, groupId } = call;
  if (!can(ctx, "roles.assign")) throw new Forbidden();
  const rows = await rowsOf(ctx.db, choiceRow)`
    select r.id, r.name, r.description, r.is_administrator as "isAdministrator", r.permissions,
      has.role_id is not null as assigned, ${covers(sql`mine`, sql`r`)} as grantable
    from roles r
    cross join effective_permissions(${ctx.actor.id}, ${ctx.organization.id}) as mine
    left join group_roles has
      on has.organization_id = r.organization_id and has.group_id = ${groupId}::uuid and has.role_id = r.id
    where r.organization_id = ${ctx.organization.id}
    order by assigned desc, lower(r.name), r.id limit ${constant(CHOICES)}`;
  return rows.map((row) => ({ ...row, permissions: permissionsOf(row) }));
}

/**
 * Groups to choose from for a role, by part of their name, at most 100, with those that already have it first.
 * @throws Forbidden without roles.assign
 */
export async function listRoleGroupChoices(call: {
  ctx: RequestContext;
  roleId: string;
  search: string;
}): Promise<RoleGroupChoice[]> {
  const { ctx, roleId, search } = call;
  if (!can(ctx, "roles.assign")) throw new Forbidden();
  const assigned = sql`gr.role_id is not null`;
  return await ctx.db
    .select({ id: g.id, name: g.name, members: membersOf, assigned: assigned.mapWith(Boolean) })
    .from(g)
    .leftJoin(gr, and(eq(gr.organizationId, g.organizationId), eq(gr.groupId, g.id), eq(gr.roleId, roleId)))
    .where(and(eq(g.organizationId, ctx.organization.id), matches(g.search, search)))
    .orderBy(desc(assigned), g.search)
    .limit(CHOICES);
}
