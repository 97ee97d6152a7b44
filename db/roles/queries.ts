import { type SQL, sql } from "drizzle-orm";
import { covers } from "@/db/access/rights";
import { Forbidden, NotFound } from "@/db/errors";
import { membersOf } from "@/db/groups/members-of";
import { constant, countUpTo, keyset, type ListInput, matches, type Order, totalOf } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { readList } from "@/db/lists/read-list";
import { can, type RequestContext } from "@/db/request-context";
import { isUuid } from "@/db/uuid";
import { ALL_PERMISSIONS, isPermission, type Permission } from "@/lib/permissions";
import type { Role, RoleRow } from "./types";

export const ROLE_SORTS = ["name"] as const;
export type RoleSort = (typeof ROLE_SORTS)[number];

const BY_NAME: Order = { column: sql`lower(r.name)`, type: "text", id: sql`r.id` };

const having = sql`group_roles gr where gr.organization_id = r.organization_id and gr.role_id = r.id`;

const columns = sql`r.id, r.name, r.is_administrator as "isAdministrator", r.permissions,
  (select count(*)::int from ${having}) as "groupCount"`;

const FEW = 200;

/**
 * The first of the role's groups by name, with what `more` says of each. Of few groups, they are read and put in order;
 * of more, all of the organization are read in order and what has the role stays. Only one of the two is run.
 */
function firstGroups(count: number, more: SQL): SQL {
  const few = sql`(select true from ${having} offset ${constant(FEW)} limit 1) is null`;
  const first = sql`order by g.search, g.id limit ${constant(count)}`;
  return sql`(select coalesce(json_agg(named), '[]') from (
    select g.id, g.name ${more} from (
      (select g.* from (select gr.group_id from ${having} limit ${constant(FEW)}) as given
        join groups g on g.id = given.group_id where (${few}) ${first})
      union all
      (select g.* from groups g where g.organization_id = r.organization_id and not (${few})
        and (select true from ${having} and gr.group_id = g.id) ${first})
    ) as g ${first}) as named)`;
}

/** A page of the organization's roles. @throws Forbidden without roles.view */
export async function listRoles(call: {
  ctx: RequestContext;
  input: ListInput<RoleSort>;
}): Promise<Page<RoleRow>> {
  const { ctx, input } = call;
  if (!can(ctx, "roles.view")) throw new Forbidden();
  const list = keyset(BY_NAME, input);
  const these: SQL = sql`from roles r where r.organization_id = ${ctx.organization.id} ${matches(sql`lower(r.name)`, input.search)}`;
  const { rows, total } = await readList<Stored<RoleRow> & { cursor: string }>(
    ctx.db,
    sql`select ${columns}, ${firstGroups(3, sql``)} as groups, ${list.cursor} as cursor ${these} ${list.beyond} ${list.orderBy}`,
    countUpTo(these),
  );
  return list.page(
    rows.map((row) => ({ ...row, permissions: allowedBy(row) })),
    total,
  );
}

const PEOPLE_READ = 3000;

/**
 * One role, with its groups (the first 100 by name, each with its number of members) and how many people have it.
 * @throws Forbidden without roles.view, NotFound when it is not of this organization
 */
export async function getRole(call: { ctx: RequestContext; roleId: string }): Promise<Role> {
  const { ctx, roleId } = call;
  if (!can(ctx, "roles.view")) throw new Forbidden();
  if (!isUuid(roleId)) throw new NotFound();
  const [row] = await ctx.db.execute<Omit<Stored<Role>, "people"> & { people: number; read: number }>(sql`
    select ${columns}, ${firstGroups(100, sql`, ${membersOf} as members`)} as groups, people.*,
      ${covers(sql`mine`, sql`r`)} as grantable
    from roles r
    cross join effective_permissions(${ctx.actor.id}, ${ctx.organization.id}) as mine
    cross join lateral (
      select count(distinct user_id)::int as people, count(*)::int as read from (
        select mg.user_id from group_roles gr
        join membership_groups mg on mg.organization_id = gr.organization_id and mg.group_id = gr.group_id
        where gr.organization_id = r.organization_id and gr.role_id = r.id limit ${constant(PEOPLE_READ)}) as having_it
    ) as people
    where r.organization_id = ${ctx.organization.id} and r.id = ${roleId}`);
  if (!row) throw new NotFound();
  const { people, read, ...role } = row;
  const { count, more } = totalOf(people);
  return {
    ...role,
    permissions: allowedBy(row),
    people: { count, more: more || read === PEOPLE_READ },
  };
}

type Stored<Row> = Omit<Row, "permissions"> & { permissions: string[]; isAdministrator: boolean };

export function allowedBy(role: { isAdministrator: boolean; permissions: readonly string[] }): Permission[] {
  return role.isAdministrator ? [...ALL_PERMISSIONS] : role.permissions.filter(isPermission);
}
