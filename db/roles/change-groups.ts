import { sql } from "drizzle-orm";
import { lockAdministrators, requireRemainingAdministrator } from "@/db/access/last-administrator";
import { requireGrantableRoles } from "@/db/access/require-grantable";
import { causeOf, insertAuditEvents } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { NotFound } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import { uuids } from "@/db/uuid";

type Assignment = { readonly roleId: string; readonly groupId: string };
type GroupChanges = { readonly give: readonly Assignment[]; readonly take: readonly Assignment[] };

/**
 * Gives roles to groups, takes roles from groups, and records an event for each role. Roles and groups stay locked until the
 * transaction ends, so that they don't change after the check.
 * @throws NotFound for a role or group that isn't of this organization; Forbidden for a role to give or take that the
 * actor can't grant; Conflict if a root organization would lose its last administrator
 */
export async function changeGroups(
  tx: Transaction,
  ctx: RequestContext,
  changes: GroupChanges,
): Promise<void> {
  if (changes.give.length + changes.take.length === 0) return;
  await lockAdministrators(tx, ctx);
  await lockRolesAndGroups(tx, ctx, changes);
  await requireGrantableRoles(tx, ctx, await listRoles(tx, ctx, changes.give, { held: false }));
  await requireGrantableRoles(tx, ctx, await listRoles(tx, ctx, changes.take, { held: true }), "take away");
  await writeChanges(tx, ctx, changes);
  await requireRemainingAdministrator(tx, ctx);
}

/** Locks roles before groups, and each in the order of their ids, as every command does: avoids deadlocks. */
async function lockRolesAndGroups(
  tx: Transaction,
  ctx: RequestContext,
  { give, take }: GroupChanges,
): Promise<void> {
  const all = [...give, ...take];
  const roleIds = new Set(all.map(({ roleId }) => roleId));
  const groupIds = new Set(all.map(({ groupId }) => groupId));
  const roles = await tx.execute(sql`
    select
    from roles
    where organization_id = ${ctx.organization.id} and id = any(${uuids([...roleIds])})
    order by id
    for no key update`);
  if (roles.length < roleIds.size)
    throw new NotFound("A chosen role is no longer there. Load the page again.");
  const groups = await tx.execute(sql`
    select
    from groups
    where organization_id = ${ctx.organization.id} and id = any(${uuids([...groupIds])})
    order by id
    for no key update`);
  if (groups.length < groupIds.size)
    throw new NotFound("A chosen group is no longer there. Load the page again.");
}

/** Lists the roles of assignments that change something: those that the group has, or doesn't have yet. */
async function listRoles(
  tx: Transaction,
  ctx: RequestContext,
  assignments: readonly Assignment[],
  { held }: { readonly held: boolean },
): Promise<string[]> {
  const rows = await tx.execute<{ roleId: string }>(sql`
    select distinct role_id as "roleId"
    from ${pairs(assignments)}
    where ${held} = exists (
      select from group_roles gr
      where gr.organization_id = ${ctx.organization.id}
        and gr.group_id = pair.group_id
        and gr.role_id = pair.role_id
    )`);
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

/** A FROM item `pair (role_id, group_id)`. */
function pairs(assignments: readonly Assignment[]) {
  const roleIds = assignments.map(({ roleId }) => roleId);
  const groupIds = assignments.map(({ groupId }) => groupId);
  return sql`unnest(${uuids(roleIds)}, ${uuids(groupIds)}) as pair (role_id, group_id)`;
}
