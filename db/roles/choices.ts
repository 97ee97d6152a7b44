import { sql } from "drizzle-orm";
import { covers } from "@/db/access/rights";
import { Forbidden } from "@/db/errors";
import { membersOf } from "@/db/groups/members-of";
import { constant, matches } from "@/db/lists/keyset";
import { can, type RequestContext } from "@/db/request-context";
import { allowedBy } from "@/db/roles/queries";
import type { RoleChoice, RoleGroupChoice } from "./types";

/** No more are offered at once: a search finds the others. What is given already comes first. */
const CHOICES = 100;

/** So few are read and put in order; where there are more, all are read in order and what has the role stays. */
const FEW = 200;

/**
 * Roles to choose from for a group, at most 100, those that it has first.
 * @param call.groupId null for a group that is still to be made
 * @throws Forbidden without roles.assign
 */
export async function listRoleChoices(call: {
  ctx: RequestContext;
  groupId: string | null;
}): Promise<RoleChoice[]> {
  const { ctx, groupId } = call;
  if (!can(ctx, "roles.assign")) throw new Forbidden();
  const rows = await ctx.db.execute<Omit<RoleChoice, "permissions"> & { permissions: string[] }>(sql`
    select r.id, r.name, r.is_administrator as "isAdministrator", r.permissions, has.role_id is not null as given,
      ${covers(sql`mine`, sql`r`)} as grantable
    from roles r
    cross join effective_permissions(${ctx.actor.id}, ${ctx.organization.id}) as mine
    left join group_roles has
      on has.organization_id = r.organization_id and has.group_id = ${groupId}::uuid and has.role_id = r.id
    where r.organization_id = ${ctx.organization.id}
    order by given desc, lower(r.name), r.id limit ${constant(CHOICES)}`);
  return rows.map((row) => ({ ...row, permissions: allowedBy(row) }));
}

/**
 * Groups to choose from for a role, by part of their name, at most 100, those that have it first.
 * @param call.role known to be given to so many groups
 * @throws Forbidden without roles.assign
 */
export async function listRoleGroupChoices(call: {
  ctx: RequestContext;
  role: { readonly id: string; readonly groupCount: number };
  search: string;
}): Promise<RoleGroupChoice[]> {
  const { ctx, role, search } = call;
  if (!can(ctx, "roles.assign")) throw new Forbidden();
  const matching = matches(sql`g.search`, search);
  const these = sql`from groups g where g.organization_id = ${ctx.organization.id} ${matching}`;
  const has = sql`(select true from group_roles gr
    where gr.organization_id = g.organization_id and gr.group_id = g.id and gr.role_id = ${role.id})`;
  const having =
    role.groupCount <= FEW
      ? sql`from group_roles gr cross join lateral (select * from groups g where g.id = gr.group_id ${matching} offset 0) as g
        where gr.organization_id = ${ctx.organization.id} and gr.role_id = ${role.id}`
      : sql`${these} and ${has}`;
  // No two groups of an organization have one name: the index that sees to it has this order. Who plans may not know how
  // many are wanted, since all of the average organization would rather be read and put in order.
  const first = sql`order by g.search limit (select ${constant(CHOICES)})`;
  return await ctx.db.execute<RoleGroupChoice>(sql`
    select g.id, g.name, ${membersOf} as members, g.given from (
      (select g.*, true as given ${having} ${first})
      union all
      (select g.*, false as given from (select g.* ${these} ${first}) as g where ${has} is null)
    ) as g
    order by g.given desc, g.search limit ${constant(CHOICES)}`);
}
