import { and, eq, sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";
import { Forbidden } from "@/db/errors";
import { matches } from "@/db/lists/search";
import { can, type RequestContext } from "@/db/request-context";
import { membershipGroups, memberships } from "@/db/schema";
import type { MemberSearch } from "./input";
import type { MemberChoice } from "./types";

const CHOICES = 20;

/**
 * Finds up to 20 users of the organization to add to a group, by part of their username, name or email address. `member`
 * marks those already in it. A group of another organization is treated as empty.
 * @throws Forbidden without users.view and users.assign
 */
export async function listMemberChoices(call: {
  ctx: RequestContext;
  input: MemberSearch;
}): Promise<MemberChoice[]> {
  const { ctx, input } = call;
  if (!can(ctx, "users.view") || !can(ctx, "users.assign")) throw new Forbidden();
  return await ctx.db
    .select({
      id: memberships.userId,
      name: memberships.name,
      username: memberships.username,
      member: sql`${membershipGroups.groupId} is not null`.mapWith(Boolean),
    })
    .from(memberships)
    .leftJoin(
      membershipGroups,
      and(
        eq(membershipGroups.organizationId, memberships.organizationId),
        eq(membershipGroups.userId, memberships.userId),
        eq(membershipGroups.groupId, input.groupId),
      ),
    )
    .where(
      and(
        eq(memberships.organizationId, ctx.organization.id),
        isCurrent(sql`${memberships}`),
        matches(memberships.search, input.search),
      ),
    )
    .orderBy(memberships.name, memberships.userId)
    .limit(CHOICES);
}
