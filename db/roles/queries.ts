import { type SQL, sql } from "drizzle-orm";
import { type Context, may } from "@/db/context";
import { Forbidden, NotFound } from "@/db/errors";
import { countUpTo, keyset, type ListInput, matches, type Order } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { readList } from "@/db/lists/read-list";
import { ALL_PERMISSIONS, isPermission } from "@/db/permissions";
import type { RoleRow } from "@/db/roles/rows";
import { isUuid } from "@/db/uuid";

export const ROLE_SORTS = ["name"] as const;
export type RoleSort = (typeof ROLE_SORTS)[number];

const BY_NAME: Order = { column: sql`lower(r.name)`, type: "text", id: sql`r.id` };

const columns = sql`r.id, r.name, r.is_administrator as "isAdministrator", r.permissions,
  (select coalesce(json_agg(json_build_object('id', g.id, 'name', g.name) order by g.name), '[]')
    from group_roles gr join groups g on g.id = gr.group_id where gr.role_id = r.id) as groups`;

/** A page of the organization's roles. @throws Forbidden without roles.view */
export async function listRoles(call: { ctx: Context; input: ListInput<RoleSort> }): Promise<Page<RoleRow>> {
  const { ctx, input } = call;
  if (!may(ctx, "roles.view")) throw new Forbidden();
  const list = keyset(BY_NAME, input);
  const these: SQL = sql`from roles r where r.organization_id = ${ctx.organization.id} ${matches(sql`lower(r.name)`, input.search)}`;
  const { rows, total } = await readList<RoleJson & { cursor: string }>(
    ctx.db,
    sql`select ${columns}, ${list.cursor} as cursor ${these} ${list.beyond} ${list.orderBy}`,
    countUpTo(these),
  );
  return list.page(
    rows.map((row) => ({ ...fromJson(row), cursor: row.cursor })),
    total,
  );
}

/** One role. @throws Forbidden without roles.view, NotFound when it is not of this organization */
export async function getRole(call: { ctx: Context; roleId: string }): Promise<RoleRow> {
  const { ctx, roleId } = call;
  if (!may(ctx, "roles.view")) throw new Forbidden();
  if (!isUuid(roleId)) throw new NotFound();
  const [row] = await ctx.db.execute<RoleJson>(sql`
    select ${columns} from roles r where r.organization_id = ${ctx.organization.id} and r.id = ${roleId}`);
  if (!row) throw new NotFound();
  return fromJson(row);
}

type RoleJson = Omit<RoleRow, "permissions"> & { permissions: string[] };

function fromJson(row: RoleJson): RoleRow {
  const permissions = row.isAdministrator ? [...ALL_PERMISSIONS] : row.permissions.filter(isPermission);
  return {
    id: row.id,
    name: row.name,
    isAdministrator: row.isAdministrator,
    groups: row.groups,
    permissions,
  };
}
