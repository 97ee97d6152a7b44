import { and, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { isCurrent } from "@/db/access/rights";
import { Forbidden, NotFound } from "@/db/errors";
import { inviter, managing, memberColumns } from "@/db/memberships/columns";
import { can, type RequestContext } from "@/db/request-context";
import { invitations, memberships, organizations, users } from "@/db/schema";
import { isUuid } from "@/db/uuid";
import type { User } from "./types";

const parent = alias(organizations, "parent");

/** One user of the organization. @throws Forbidden without users.view, NotFound if the user isn't a current member */
export async function getUser(call: { ctx: RequestContext; userId: string }): Promise<User> {
  const { ctx, userId } = call;
  if (!can(ctx, "users.view")) throw new Forbidden();
  if (!isUuid(userId)) throw new NotFound();
  const [user] = await ctx.db
    .select({
      ...memberColumns,
      cameFrom: parent.name,
      invitedAt: invitations.createdAt,
      endsAt: memberships.endsAt,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .innerJoin(managing, eq(managing.id, users.managingOrganizationId))
    .leftJoin(inviter, eq(inviter.id, memberships.invitedById))
    .leftJoin(parent, eq(parent.id, memberships.parentOrganizationId))
    .leftJoin(invitations, eq(invitations.id, memberships.invitationId))
    .where(
      and(
        eq(memberships.organizationId, ctx.organization.id),
        eq(memberships.userId, userId),
        isCurrent(sql`${memberships}`),
      ),
    );
  if (!user) throw new NotFound();
  return user;
}
