import { type SQL, sql } from "drizzle-orm";
import { coversGroup, rightsOf } from "@/db/access/rights";
import type { Transaction } from "@/db/client";
import { Forbidden } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";

type Account = { readonly userId: string; readonly name: string };

/**
 * Nobody decides about the account of somebody who outranks them: the actor must be able to grant every group that the
 * account has, in any organization, and every group that its pending or expired invitations would give.
 * Call it with the account locked (`lockAccount`), so that no invitation slips in. A disabled account counts in full.
 * @param action as the middle of a sentence: "disable the account of"
 * @throws Forbidden
 */
export async function requireNotOutranked(
  tx: Transaction,
  ctx: RequestContext,
  { userId, name }: Account,
  action: string,
): Promise<void> {
  if (userId === ctx.actor.id) return;
  const held = sql`
    select organization_id, group_id from membership_groups where user_id = ${userId}
    union
    select ig.organization_id, ig.group_id
    from invitations i
    join invitation_groups ig on ig.invitation_id = i.id and ig.group_id is not null
    where i.user_id = ${userId} and i.status = 'pending'`;
  if (await isAnyBeyond(tx, ctx, held)) {
    throw new Forbidden(
      `You can't ${action} ${name}, who has or is invited to permissions that you can't grant. Ask an administrator.`,
    );
  }
}

/**
 * Nobody ends or shortens the membership of somebody who outranks them here: the actor must be able to grant every group
 * that goes with it, in this organization and below. What the member may do elsewhere doesn't count. Call it with the
 * membership locked.
 * @param action as the middle of a sentence: "remove"
 * @throws Forbidden
 */
export async function requireMemberNotOutranked(
  tx: Transaction,
  ctx: RequestContext,
  { userId, name }: Account,
  action: string,
): Promise<void> {
  const held = sql`
    select mg.organization_id, mg.group_id from membership_groups mg join organizations below on below.id = mg.organization_id
    where mg.user_id = ${userId} and ${ctx.organization.id}::uuid = any(below.path)`;
  if (await isAnyBeyond(tx, ctx, held)) {
    throw new Forbidden(
      `You can't ${action} ${name}, who has permissions that you can't grant. Ask an administrator.`,
    );
  }
}

/** Whether one of the groups allows more than the actor may grant where it is. */
async function isAnyBeyond(tx: Transaction, ctx: RequestContext, groups: SQL): Promise<boolean> {
  const [beyond] = await tx.execute(sql`
    select from (${groups}) as held
    join organizations o on o.id = held.organization_id
    cross join lateral (${rightsOf(sql`${ctx.actor.id}::uuid`, sql`o.id`, sql`o.path`)}) as mine
    where not ${coversGroup(sql`mine`, sql`held.organization_id`, sql`held.group_id`)} limit 1`);
  return beyond !== undefined;
}
