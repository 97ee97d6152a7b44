import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { requireRemainingAdministrator } from "@/db/access/last-administrator";
import { requireGrantableRoles } from "@/db/access/require-grantable";
import { organizationRights, type RightsHolder } from "@/db/access/rights-lock";
import { causeOf, insertAuditEvents, type Recorded, recordedBy, recordsNothing } from "@/db/audit/record";
import type { Database, Transaction } from "@/db/client";
import { Conflict, NotFound } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { uuids } from "@/db/uuid";
import { MAX_ROLES } from "@/lib/roles";

type Assignment = { readonly roleId: string; readonly groupId: string };
export type GroupChanges = { readonly give: readonly Assignment[]; readonly take: readonly Assignment[] };

/**
 * The rights that taking roles from groups revokes.
 * @throws NotFound for a role or group that isn't of this organization
 */
export async function rightsTaken(ctx: RequestContext, changes: GroupChanges): Promise<RightsHolder[]> {
  if (changes.take.length === 0) return [];
  await requireRolesAndGroups(ctx.db, ctx, changes);
  return [organizationRights(ctx.organization.id)];
}

/**
 * Gives roles to groups, takes roles from groups, and records an event for each role. Roles and groups stay locked until the
 * transaction ends, so that they don't change after the check.
 * @throws NotFound for a role or group that isn't of this organization; Forbidden for a role to give or take that the
 * actor can't grant; Conflict if a root organization would lose its last administrator, and for more than 100 roles of a group
 */
export async function changeGroups(
  tx: Transaction,
  ctx: RequestContext,
  changes: GroupChanges,
): Promise<Recorded> {
  if (changes.give.length + changes.take.length === 0) return recordsNothing("nothing changed");
  // Roles before groups, and each in the order of their ids, as every command does: avoids deadlocks.
  await requireRolesAndGroups(tx, ctx, changes, sql`order by id for no key update`);
  await requireGrantableRoles(tx, ctx, await listRoles(tx, ctx, changes.give, { assigned: false }));
  await requireGrantableRoles(
    tx,
    ctx,
    await listRoles(tx, ctx, changes.take, { assigned: true }),
    "take-away",
  );
  await writeChanges(tx, ctx, changes);
  await requireFewRoles(tx, ctx, changes);
  await requireRemainingAdministrator(tx, ctx);
  return recordedBy("the statement of writeChanges");
}

async function requireRolesAndGroups(
  executor: Database | Transaction,
  ctx: RequestContext,
  { give, take }: GroupChanges,
  lock: SQL = sql``,
): Promise<void> {
  const all = [...give, ...take];
  const roleIds = new Set(all.map(({ roleId }) => roleId));
  const groupIds = new Set(all.map(({ groupId }) => groupId));
  const roles = await executor.execute(sql`
    select from roles where organization_id = ${ctx.organization.id} and id = any(${uuids([...roleIds])}) ${lock}`);
  if (roles.length < roleIds.size) throw new NotFound({ code: "listed-role-gone" });
  const groups = await executor.execute(sql`
    select from groups where organization_id = ${ctx.organization.id} and id = any(${uuids([...groupIds])}) ${lock}`);
  if (groups.length < groupIds.size) throw new NotFound({ code: "listed-group-gone" });
}

/** Lists the roles of assignments that change something: those that the group has, or doesn't have yet. */
async function listRoles(
  tx: Transaction,
  ctx: RequestContext,
  assignments: readonly Assignment[],
  { assigned }: { readonly assigned: boolean },
): Promise<string[]> {
  const rows = await rowsOf(tx, z.object({ roleId: z.string() }))`
    select distinct role_id as "roleId"
    from ${pairs(assignments)}
    where ${assigned} = exists (
      select from group_roles gr
      where gr.organization_id = ${ctx.organization.id}
        and gr.group_id = pair.group_id
        and gr.role_id = pair.role_id
    )`;
  return rows.map(({ roleId }) => roleId);
}

async function writeChanges(
  tx: Transaction,
  ctx: RequestContext,
  { give, take }: GroupChanges,
): Promise<void> {
  const cause = causeOf(ctx);
  await tx.execute(sql`
    with taken as (
      delete from group_roles gr
      using ${pairs(take)}
      where gr.organization_id = ${cause.organizationId}
        and gr.group_id = pair.group_id
        and gr.role_id = pair.role_id
      returning gr.role_id, gr.group_id
    ),
    given as (
      insert into group_roles (organization_id, group_id, role_id)
      select ${cause.organizationId}::uuid, group_id, role_id
      from ${pairs(give)}
      on conflict do nothing
      returning role_id, group_id
    ),
    changed as (
      select role_id, group_id, true as added from given
      union all
      select role_id, group_id, false from taken
    )
    ${insertAuditEvents(
      cause,
      {
        action: "roles.assign",
        subject: { id: sql`r.id`, name: sql`r.name` },
        details: {
          added: sql`coalesce(jsonb_agg(g.name order by g.name) filter (where added), '[]')`,
          removed: sql`coalesce(jsonb_agg(g.name order by g.name) filter (where not added), '[]')`,
        },
      },
      sql`changed
        join roles r on r.id = changed.role_id
        join groups g on g.id = changed.group_id
        group by r.id, r.name
        order by r.name`,
    )}`);
}

/** Every request of a member reads the roles of all of their groups. */
async function requireFewRoles(
  tx: Transaction,
  { organization }: RequestContext,
  { give }: GroupChanges,
): Promise<void> {
  const [group] = await rowsOf(tx, z.object({ name: z.string() }))`
    select g.name
    from groups g
    join group_roles gr on gr.organization_id = g.organization_id and gr.group_id = g.id
    where g.organization_id = ${organization.id} and g.id = any(${uuids(give.map(({ groupId }) => groupId))})
    group by g.id
    having count(*) > ${MAX_ROLES}
    limit 1`;
  if (group) throw new Conflict({ code: "too-many-roles", name: group.name });
}

/** A FROM item `pair (role_id, group_id)`. */
function pairs(assignments: readonly Assignment[]) {
  const roleIds = assignments.map(({ roleId }) => roleId);
  const groupIds = assignments.map(({ groupId }) => groupId);
  return sql`unnest(${uuids(roleIds)}, ${uuids(groupIds)}) as pair (role_id, group_id)`;
}
