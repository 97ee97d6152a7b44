import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { requireMemberNotOutranked } from "@/db/access/require-not-outranked";
import { isCurrent } from "@/db/access/rights";
import { membershipRights } from "@/db/access/rights-lock";
import { causeOf, nameCause, recordedBy } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { Conflict, NotFound } from "@/db/errors";
import { rowsOf } from "@/db/rows";
import { memberships } from "@/db/schema";
import type { UserId } from "@/db/users/input";
import { requireOtherUser } from "./lock-account";

/**
 * Ends an invited membership of this organization. The memberships below that depend on it end with it, and so do pending
 * invitations that depend on any of them: a foreign key and a trigger do this, and record each.
 * @throws NotFound if this isn't a user of the organization; Conflict for an account that is managed here, and for the
 * actor's own; Forbidden for a user who outranks the actor here
 */
export const removeUser = defineCommand<UserId, void>(
  {
    permission: "users.remove",
    revokes: ({ ctx, input }) => [membershipRights(ctx.organization.id, input.userId)],
  },
  async ({ tx, ctx, input: { userId } }) => {
    requireOtherUser(ctx, userId);
    const [member] = await rowsOf(tx, z.object({ name: z.string(), managed: z.boolean() }))`
      select u.name, m.origin = 'managed' as managed
      from memberships m
      join users u on u.id = m.user_id
      where m.organization_id = ${ctx.organization.id} and m.user_id = ${userId} and ${isCurrent(sql`m`)}
      for update of m`;
    if (!member) throw new NotFound({ code: "no-such-user" });
    if (member.managed) {
      throw new Conflict({ code: "managed-here" });
    }
    await requireMemberNotOutranked(tx, ctx, { userId, name: member.name }, "remove");
    await nameCause(tx, causeOf(ctx), "removed");
    const membership = and(
      eq(memberships.organizationId, ctx.organization.id),
      eq(memberships.userId, userId),
    );
    await tx.delete(memberships).where(membership);
    return recordedBy("the trigger on memberships");
  },
);
