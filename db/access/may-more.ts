import { sql } from "drizzle-orm";
import { covers, rightsGivenBy, rightsOf } from "@/db/access/rights";
import type { Transaction } from "@/db/client";
import type { Context } from "@/db/context";

/**
 * Whether the user's groups, here or in an organization below, give anything that the actor lacks there: whoever
 * took such an account over would gain by it. Also asked of a disabled account, which may be enabled again.
 */
export async function mayMoreThanActor(tx: Transaction, ctx: Context, userId: string): Promise<boolean> {
  const [more] = await tx.execute(sql`
    select from membership_groups mg
    join organizations o on o.id = mg.organization_id
    cross join lateral (${rightsOf(sql`${ctx.actor.id}::uuid`, sql`o.id`, sql`o.path`)}) as mine
    cross join lateral (${rightsGivenBy(sql`mg.organization_id`, sql`mg.group_id`)}) as given
    where mg.user_id = ${userId} and not ${covers(sql`mine`, sql`given`)} limit 1`);
  return more !== undefined;
}
