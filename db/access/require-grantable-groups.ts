import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { Forbidden, NotFound } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import { uuids } from "@/db/uuid";
import { coversGroup, rightsOf } from "./rights";

/**
 * Nobody gives, or takes away, more than they have: each of the groups must be of this organization, and all that its
 * roles allow must be the actor's own here.
 * @throws NotFound for a group that is not of this organization; Forbidden, naming the groups that allow too much
 */
export async function requireGrantableGroups(
  tx: Transaction,
  ctx: RequestContext,
  groupIds: readonly string[],
  action: "give" | "take away" = "give",
): Promise<void> {
  const chosen = await lockGroups(tx, ctx, groupIds);
  if (chosen.length < new Set(groupIds).size) {
    throw new NotFound("A chosen group is no longer there. Choose the groups again.");
  }
  const refused = chosen.filter((group) => !group.grantable).map((group) => `“${group.name}”`);
  if (refused.length > 0) {
    throw new Forbidden(
      `You cannot ${action} ${refused.join(", ")}: it allows more than you may do here yourself.`,
    );
  }
}

type Judged = { readonly id: string; readonly name: string; readonly grantable: boolean };

/** Which of the groups are of this organization, and whether the actor may give them; they stay so until the transaction ends. */
export async function lockGroups(
  tx: Transaction,
  ctx: RequestContext,
  groupIds: readonly string[],
): Promise<Judged[]> {
  if (groupIds.length === 0) return [];
  await tx.execute(sql`
    select from groups where organization_id = ${ctx.organization.id} and id = any(${uuids(groupIds)})
    order by id for share`);
  return await tx.execute<Judged>(sql`
    select g.id, g.name, ${coversGroup(sql`mine`, sql`g.organization_id`, sql`g.id`)} as grantable
    from groups g
    join organizations o on o.id = g.organization_id
    cross join lateral (${rightsOf(sql`${ctx.actor.id}::uuid`, sql`o.id`, sql`o.path`)}) as mine
    where g.organization_id = ${ctx.organization.id} and g.id = any(${uuids(groupIds)})`);
}
