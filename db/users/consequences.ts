import { sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";
import { Forbidden, NotFound } from "@/db/errors";
import { type DependentMembership, dependentMemberships } from "@/db/memberships/dependent-memberships";
import { can, type RequestContext } from "@/db/request-context";
import { isUuid } from "@/db/uuid";

/** What ends with somebody's being a user here; in organizations below it is numbers and nothing else. */
export type Consequences = Pick<DependentMembership, "memberships" | "pendingInvitations">;

/**
 * What disabling, removing or deleting a user of this organization ends besides: their memberships below, and the
 * pending invitations of them that build on any of these.
 * @throws Forbidden for whom may do none of the three, NotFound for somebody who is no user here
 */
export async function countConsequences(call: {
  ctx: RequestContext;
  userId: string;
}): Promise<Consequences> {
  const { ctx, userId } = call;
  if (!can(ctx, "users.remove") && !can(ctx, "users.disable") && !can(ctx, "users.delete")) {
    throw new Forbidden();
  }
  if (!isUuid(userId)) throw new NotFound();
  const [counted] = await ctx.db.execute<Consequences>(sql`
    select ending.memberships, ending."pendingInvitations"
    from memberships m cross join lateral (${dependentMemberships(sql`m.organization_id`, sql`m.user_id`)}) as ending
    where m.organization_id = ${ctx.organization.id} and m.user_id = ${userId} and ${isCurrent(sql`m`)}`);
  if (!counted) throw new NotFound();
  return counted;
}
