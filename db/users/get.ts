import { and, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { isCurrent } from "@/db/access/rights";
import { Forbidden, NotFound } from "@/db/errors";
import { inviter, managing, memberColumns } from "@/db/memberships/columns";
import type { MemberRow } from "@/db/memberships/types";
import { can, type RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { invitations, memberships, organizations, users } from "@/db/schema";
import type { Profile } from "@/db/users/profile";
import { isUuid } from "@/db/uuid";
import { MAX_GROUPS_OF_USER } from "@/lib/roles";

const profileRow = z.object({
  userId: z.string(),
  username: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  managedElsewhere: z.string().nullable(),
});

const parent = alias(organizations, "parent");

/** A user of an organization, as shown on the user's page. */
export type User = MemberRow & {
  /** The name of the parent organization that an invited user came from; null for an account that is managed here. */
  readonly cameFrom: string | null;
  readonly invitedAt: Date | null;
  /** The end date that was chosen here. `ends` is earlier if the membership in the parent organization ends earlier. */
  readonly endsAt: Date | null;
};

/** @throws Forbidden without users.view; NotFound if this isn't a user of the organization */
export async function getUser(call: { ctx: RequestContext; userId: string }): Promise<User> {
  const { ctx, userId } = call;
  if (!can(ctx, "users.view")) throw new Forbidden();
  if (!isUuid(userId)) throw new NotFound();
  const [user] = await ctx.db
    .select({
      ...memberColumns(MAX_GROUPS_OF_USER),
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

export type EditableProfile = Profile & {
  readonly userId: string;
  /** The name of the organization that manages the account, if it isn't this one. */
  readonly managedElsewhere: string | null;
};

/** Gets a profile to edit. @throws Forbidden without users.edit; NotFound if this isn't a user of the organization */
export async function getProfile(call: { ctx: RequestContext; userId: string }): Promise<EditableProfile> {
  const { ctx, userId } = call;
  if (!can(ctx, "users.edit")) throw new Forbidden();
  if (!isUuid(userId)) throw new NotFound();
  const [profile] = await rowsOf(ctx.db, profileRow)`
    select
      m.user_id as "userId",
      u.username,
      u.name,
      u.email,
      case when o.id <> m.organization_id then o.name end as "managedElsewhere"
    from memberships m
    join users u on u.id = m.user_id
    join organizations o on o.id = u.managing_organization_id
    where m.organization_id = ${ctx.organization.id} and m.user_id = ${userId} and ${isCurrent(sql`m`)}`;
  if (!profile) throw new NotFound();
  return profile;
}
