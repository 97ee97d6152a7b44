import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { Forbidden } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import { uuids } from "@/db/uuid";
import { PERMISSIONS, type Permission } from "@/lib/permissions";
import { covers, rightsOf } from "./rights";

/**
 * Nobody gives more than they have: each permission must be the actor's own here, as the database has it now.
 * @throws Forbidden, in the sentences of those that are not
 */
export async function requireGrantablePermissions(
  tx: Transaction,
  ctx: RequestContext,
  permissions: readonly Permission[],
): Promise<void> {
  if (permissions.length === 0) return;
  const lacking = await tx.execute<{ permission: Permission }>(sql`
    select p.permission
    from unnest(${sql.param([...permissions])}::text[]) as p (permission)
    cross join organizations o
    cross join lateral (${rightsOf(sql`${ctx.actor.id}::uuid`, sql`o.id`, sql`o.path`)}) as mine
    where o.id = ${ctx.organization.id} and not mine.administrator and not p.permission = any(mine.permissions)`);
  if (lacking.length === 0) return;
  const sentences = lacking.map(({ permission }) => `“${PERMISSIONS[permission]}”`);
  throw new Forbidden(`You cannot give ${sentences.join(", ")}: you may not do it here yourself.`);
}

/**
 * The same of roles: all that each allows must be the actor's own here.
 * Relies on the caller to hold the roles, so that none becomes more powerful meanwhile.
 * @throws Forbidden, naming the roles that allow too much
 */
export async function requireGrantableRoles(
  tx: Transaction,
  ctx: RequestContext,
  roleIds: readonly string[],
): Promise<void> {
  if (roleIds.length === 0) return;
  const refused = await tx.execute<{ name: string }>(sql`
    select r.name
    from roles r
    join organizations o on o.id = r.organization_id
    cross join lateral (${rightsOf(sql`${ctx.actor.id}::uuid`, sql`o.id`, sql`o.path`)}) as mine
    cross join lateral (select r.is_administrator as administrator, r.permissions) as given
    where r.organization_id = ${ctx.organization.id} and r.id = any(${uuids(roleIds)})
      and not ${covers(sql`mine`, sql`given`)}
    order by r.name`);
  if (refused.length === 0) return;
  const names = refused.map(({ name }) => `“${name}”`);
  throw new Forbidden(`You cannot give ${names.join(", ")}: it allows more than you may do here yourself.`);
}
