import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { Forbidden, NotFound } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import { uuids } from "@/db/uuid";
import { PERMISSIONS, type Permission } from "@/lib/permissions";
import { covers, coversGroup } from "./rights";

/**
 * Nobody can give, or take away, more than they have: everything that the roles of the groups give must be the actor's
 * own in this organization.
 * @throws NotFound for a group that isn't of this organization; Forbidden, naming the groups that give too much
 */
export async function requireGrantableGroups(
  tx: Transaction,
  ctx: RequestContext,
  groupIds: readonly string[],
  action: Action = "give",
): Promise<void> {
  const groups = await lockGroups(tx, ctx, groupIds);
  if (groups.length < new Set(groupIds).size) {
    throw new NotFound("A chosen group is no longer there. Choose the groups again.");
  }
  const refused = groups.filter(({ grantable }) => !grantable).map(({ name }) => `“${name}”`);
  if (refused.length > 0) {
    throw new Forbidden(
      `You cannot ${action} ${refused.join(", ")}: it allows more than you may do here yourself.`,
    );
  }
}

type Action = "give" | "take away" | "delete";

type LockedGroup = { readonly id: string; readonly name: string; readonly grantable: boolean };

/**
 * Locks those of the groups that are of this organization, so that they stay as they are until the transaction ends.
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
  return await tx.execute<LockedGroup>(sql`
    select g.id, g.name, ${coversGroup(sql`mine`, sql`g.organization_id`, sql`g.id`)} as grantable
    from groups g
    cross join effective_permissions(${ctx.actor.id}, ${ctx.organization.id}) as mine
    where ${chosen}`);
}

/**
 * The same for permissions, judged by what the actor has in the database now.
 * @throws Forbidden, naming the permissions that the actor lacks
 */
export async function requireGrantablePermissions(
  tx: Transaction,
  ctx: RequestContext,
  permissions: readonly Permission[],
  action: Action = "give",
): Promise<void> {
  if (permissions.length === 0) return;
  const lacking = await tx.execute<{ permission: Permission }>(sql`
    select p.permission
    from unnest(${sql.param([...permissions])}::text[]) as p (permission)
    cross join effective_permissions(${ctx.actor.id}, ${ctx.organization.id}) as mine
    where not mine.is_administrator and not p.permission = any(mine.permissions)`);
  if (lacking.length === 0) return;
  const sentences = lacking.map(({ permission }) => `“${PERMISSIONS[permission]}”`);
  throw new Forbidden(`You cannot ${action} ${sentences.join(", ")}: you may not do it here yourself.`);
}

/**
 * The same for roles. Relies on the caller to have locked them, so that none is given more permissions meanwhile.
 * @throws Forbidden, naming the roles that give too much
 */
export async function requireGrantableRoles(
  tx: Transaction,
  ctx: RequestContext,
  roleIds: readonly string[],
  action: Action = "give",
): Promise<void> {
  if (roleIds.length === 0) return;
  const refused = await tx.execute<{ name: string }>(sql`
    select r.name
    from roles r
    cross join effective_permissions(${ctx.actor.id}, ${ctx.organization.id}) as mine
    where r.organization_id = ${ctx.organization.id}
      and r.id = any(${uuids(roleIds)})
      and not ${covers(sql`mine`, sql`r`)}
    order by r.name`);
  if (refused.length === 0) return;
  const names = refused.map(({ name }) => `“${name}”`);
  throw new Forbidden(
    `You cannot ${action} ${names.join(", ")}: it allows more than you may do here yourself.`,
  );
}
