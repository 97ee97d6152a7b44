import { sql } from "drizzle-orm";
import { z } from "zod";
import { isCurrent } from "@/db/access/rights";
import { Forbidden, NotFound } from "@/db/errors";
import { type DependentMembership, dependentMemberships } from "@/db/memberships/dependent-memberships";
import { can, type RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import type { UserIds } from "@/db/users/input";
import { isUuid, uuids } from "@/db/uuid";

const consequencesRow = z.object({ memberships: z.number(), pendingInvitations: z.number() });

/** The numbers of what depends on a membership. No names, because the viewer may not be able to see those organizations. */
export type Consequences = Pick<DependentMembership, "memberships" | "pendingInvitations">;

/**
 * Counts what else ends when a user of this organization is disabled, removed or deleted: their memberships below it, and
 * their pending invitations that depend on one of these memberships.
 * @throws Forbidden without any of the three permissions; NotFound if this isn't a user of the organization
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
  return await sumConsequences(ctx, [userId]);
}

/**
 * Like `countConsequences`, for removing several users together.
 * @throws Forbidden without users.remove; NotFound if none of them is a user of the organization
 */
export async function countRemovalConsequences(call: {
  ctx: RequestContext;
  input: UserIds;
}): Promise<Consequences> {
  const { ctx, input } = call;
  if (!can(ctx, "users.remove")) throw new Forbidden();
  return await sumConsequences(ctx, input.userIds);
}

async function sumConsequences(
  { db, organization }: RequestContext,
  userIds: readonly string[],
): Promise<Consequences> {
  const [counts] = await rowsOf(db, consequencesRow)`
    select
      sum(dependent.memberships)::int as memberships,
      sum(dependent."pendingInvitations")::int as "pendingInvitations"
    from memberships m
    cross join lateral (${dependentMemberships(sql`m.organization_id`, sql`m.user_id`)}) as dependent
    where m.organization_id = ${organization.id} and m.user_id = any(${uuids(userIds)}) and ${isCurrent(sql`m`)}
    having count(*) > 0`;
  if (!counts) throw new NotFound();
  return counts;
}
