import { sql } from "drizzle-orm";
import { coversGroup, rightsOf } from "@/db/access/rights";
import type { Transaction } from "@/db/client";
import type { Context } from "@/db/context";
import { Forbidden } from "@/db/errors";

type Somebody = { readonly userId: string; readonly name: string };

/**
 * Nobody decides about the account of somebody who may do more: the user's groups, here and in organizations below,
 * must give nothing that the actor lacks there. Also asked of a disabled account, which gets all of them back.
 * @param deed as the middle of a sentence: "disable the account of"
 * @throws Forbidden
 */
export async function requireNoMore(
  tx: Transaction,
  ctx: Context,
  { userId, name }: Somebody,
  deed: string,
): Promise<void> {
  const [more] = await tx.execute(sql`
    select from membership_groups mg
    join organizations o on o.id = mg.organization_id
    cross join lateral (${rightsOf(sql`${ctx.actor.id}::uuid`, sql`o.id`, sql`o.path`)}) as mine
    where mg.user_id = ${userId} and not ${coversGroup(sql`mine`, sql`mg.organization_id`, sql`mg.group_id`)} limit 1`);
  if (more) {
    throw new Forbidden(`You cannot ${deed} ${name}, who may do more than you. Ask an administrator.`);
  }
}
