import { type SQL, sql } from "drizzle-orm";
import { coversGroup } from "@/db/access/rights";
import type { Transaction } from "@/db/client";
import { Forbidden } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import type { AccountAction, MemberAction } from "@/lib/refusals";

type Account = { readonly userId: string; readonly name: string };

/**
 * Nobody can change the account of a user who outranks them: the actor must be able to grant every group that the account
 * has, in any organization, and every group that its pending or expired invitations would give. Being disabled makes no
 * difference. Relies on the account being locked (`lockAccount`), so that no invitation is added meanwhile.
 * @throws Forbidden
 */
export async function requireNotOutranked(
  tx: Transaction,
  ctx: RequestContext,
  { userId, name }: Account,
  action: AccountAction,
): Promise<void> {
  if (userId === ctx.actor.id) return;
  const groups = sql`
    select organization_id, group_id
    from membership_groups
    where user_id = ${userId}
    union
    select ig.organization_id, ig.group_id
    from invitations i
    join invitation_groups ig on ig.invitation_id = i.id and ig.group_id is not null
    where i.user_id = ${userId} and i.status = 'pending'`;
  if (await isAnyUngrantable(tx, ctx, groups)) {
    throw new Forbidden({ code: "account-outranks", action, name });
  }
}

/**
 * Nobody can end, shorten or extend the membership of a user who outranks them here: the actor must be able to grant every
 * group that depends on it, in this organization and below. What the user may do elsewhere doesn't count. Relies on the
 * membership being locked.
 * @throws Forbidden
 */
export async function requireMemberNotOutranked(
  tx: Transaction,
  ctx: RequestContext,
  { userId, name }: Account,
  action: MemberAction,
): Promise<void> {
  const groups = sql`
    select mg.organization_id, mg.group_id
    from membership_groups mg
    join organizations below on below.id = mg.organization_id
    where mg.user_id = ${userId} and ${ctx.organization.id}::uuid = any(below.path)`;
  if (await isAnyUngrantable(tx, ctx, groups)) {
    throw new Forbidden({ code: "member-outranks", action, name });
  }
}

/** @param groups a query of `organization_id, group_id` */
async function isAnyUngrantable(tx: Transaction, ctx: RequestContext, groups: SQL): Promise<boolean> {
  const [ungrantable] = await tx.execute(sql`
    select
    from (${groups}) as g
    cross join lateral effective_permissions(${ctx.actor.id}, g.organization_id) as mine
    where not ${coversGroup(sql`mine`, sql`g.organization_id`, sql`g.group_id`)}
    limit 1`);
  return ungrantable !== undefined;
}
