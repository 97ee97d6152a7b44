import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { Forbidden, NotFound } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { uuids } from "@/db/uuid";
import type { Permission } from "@/lib/permissions";
import { firstNames, type GrantAction } from "@/lib/refusals";
import { covers, coversGroup } from "./rights";

/**
 * Nobody can give, or take away, more than they have: in this organization, the actor must have every permission that the
 * groups give.
 * @throws NotFound for a group that isn't of this organization; Forbidden, naming the groups that give too much
 */
export async function requireGrantableGroups(
  tx: Transaction,
  ctx: RequestContext,
  groupIds: readonly string[],
  action: GrantAction = "give",
): Promise<void> {
  const groups = await lockGroups(tx, ctx, groupIds);
  if (groups.length < new Set(groupIds).size) {
    throw new NotFound({ code: "chosen-group-gone" });
  }
  const refused = groups.filter(({ grantable }) => !grantable).map(({ name }) => name);
  if (refused.length > 0) {
    throw new Forbidden({ code: "ungrantable-groups", action, ...firstNames(refused) });
  }
}

const lockedGroupRow = z.object({ id: z.string(), name: z.string(), grantable: z.boolean() });
type LockedGroup = z.infer<typeof lockedGroupRow>;

/**
 * Locks those of the groups that belong to this organization, so that they don't change before the transaction ends.
 * @returns them, with whether the actor can grant them
 */
export async function lockGroups(
  tx: Transaction,
  ctx: RequestContext,
  groupIds: readonly string[],
): Promise<LockedGroup[]> {
  if (groupIds.length === 0) return [];
  const chosen = sql`g.organization_id = ${ctx.organization.id} and g.id = any(${uuids(groupIds)})`;
  await tx.execute(sql`select from groups g where ${chosen} order by g.id for share`);
  return await rowsOf(tx, lockedGroupRow)`
    select g.id, g.name, ${coversGroup(sql`mine`, sql`g.organization_id`, sql`g.id`)} as grantable
    from groups g
    cross join effective_permissions(${ctx.actor.id}, ${ctx.organization.id}) as mine
    where ${chosen}`;
}

const actorRightsRow = z.object({ isAdministrator: z.boolean(), permissions: z.array(z.string()) });

/**
 * Like `requireGrantableGroups`, for permissions, compared with those that the actor has in the database now.
 * @throws Forbidden, naming the permissions that the actor lacks
 */
export async function requireGrantablePermissions(
  tx: Transaction,
  ctx: RequestContext,
  permissions: readonly Permission[],
  action: GrantAction = "give",
): Promise<void> {
  if (permissions.length === 0) return;
  const [actor] = await rowsOf(tx, actorRightsRow)`
    select is_administrator as "isAdministrator", permissions
    from effective_permissions(${ctx.actor.id}, ${ctx.organization.id})`;
  if (actor?.isAdministrator) return;
  const missing = permissions.filter((permission) => !actor?.permissions.includes(permission));
  if (missing.length === 0) return;
  throw new Forbidden({ code: "ungrantable-permissions", action, permissions: missing });
}

/**
 * Like `requireGrantableGroups`, for roles. The caller must have locked them, so that they don't get more permissions meanwhile.
 * @throws Forbidden, naming the roles that give too much
 */
export async function requireGrantableRoles(
  tx: Transaction,
  ctx: RequestContext,
  roleIds: readonly string[],
  action: GrantAction = "give",
): Promise<void> {
  if (roleIds.length === 0) return;
  const refused = await rowsOf(tx, z.object({ name: z.string() }))`
    select r.name
    from roles r
    cross join effective_permissions(${ctx.actor.id}, ${ctx.organization.id}) as mine
    where r.organization_id = ${ctx.organization.id}
      and r.id = any(${uuids(roleIds)})
      and not ${covers(sql`mine`, sql`r`)}
    order by r.name`;
  if (refused.length === 0) return;
  const names = refused.map(({ name }) => name);
  throw new Forbidden({ code: "ungrantable-roles", action, ...firstNames(names) });
}
