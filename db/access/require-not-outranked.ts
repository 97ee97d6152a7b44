import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { coversGroup } from "@/db/access/rights";
import type { Transaction } from "@/db/client";
import { Forbidden } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { uuids } from "@/db/uuid";
import type { AccountAction, MemberAction } from "@/lib/refusals";

type Account = { readonly userId: string; readonly name: string };

/**
 * Nobody can change the account of a user who outranks them: the actor must be able to grant every group that the account
 * has, in any organization, and every group that its pending or expired invitations would give. Being disabled makes no
 * difference. The caller must have locked the account (`lockAccount`), so that no invitation is added in the meantime.
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
 * group that depends on it, in this organization and below. Permissions elsewhere don't count. The caller must have locked
 * the membership.
 * @throws Forbidden
 */
export async function requireMemberNotOutranked(
  tx: Transaction,
  ctx: RequestContext,
  account: Account,
  action: MemberAction,
): Promise<void> {
  const refusal = (await findOutranking(tx, ctx, [account], action)).get(account.userId);
  if (refusal) throw refusal;
}

/** The same rule for several users. @returns a refusal for each user who outranks the actor, by the user's id */
export async function findOutranking(
  tx: Transaction,
  ctx: RequestContext,
  accounts: readonly Account[],
  action: MemberAction,
): Promise<ReadonlyMap<string, Forbidden>> {
  const outranking = await rowsOf(tx, z.object({ userId: z.string() }))`
    with assigned as (
      select mg.user_id, mg.organization_id, mg.group_id
      from membership_groups mg
      join organizations below on below.id = mg.organization_id
      where mg.user_id = any(${uuids(accounts.map(({ userId }) => userId))})
        and ${ctx.organization.id}::uuid = any(below.path)
    ),
    ungrantable as (${ungrantableOf(ctx, sql`select distinct organization_id, group_id from assigned`)})
    select distinct assigned.user_id as "userId"
    from assigned
    join ungrantable using (organization_id, group_id)`;
  const ids = new Set(outranking.map(({ userId }) => userId));
  return new Map(
    accounts
      .filter(({ userId }) => ids.has(userId))
      .map(({ userId, name }) => [userId, new Forbidden({ code: "member-outranks", action, name })]),
  );
}

async function isAnyUngrantable(tx: Transaction, ctx: RequestContext, groups: SQL): Promise<boolean> {
  const [ungrantable] = await tx.execute(sql`${ungrantableOf(ctx, groups)} limit 1`);
  return ungrantable !== undefined;
}

/** A query of the groups that the actor can't grant. @param groups a query of `organization_id, group_id` */
function ungrantableOf(ctx: RequestContext, groups: SQL): SQL {
  return sql`
    select g.organization_id, g.group_id
    from (${groups}) as g
    cross join lateral effective_permissions(${ctx.actor.id}, g.organization_id) as mine
    where not ${coversGroup(sql`mine`, sql`g.organization_id`, sql`g.group_id`)}`;
}
