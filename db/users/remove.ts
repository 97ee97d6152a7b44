import { sql } from "drizzle-orm";
import { requireMemberNotOutranked } from "@/db/access/require-not-outranked";
import { isCurrent } from "@/db/access/rights";
import { causeOf, nameCause } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { Conflict, NotFound } from "@/db/errors";
import type { UserId } from "@/db/users/input";
import { requireOtherUser } from "./require-other-user";

/**
 * Ends an invited membership here. The memberships further down that came through it end with it, and so do pending
 * invitations built on any of them: the database sees to that by foreign key and trigger, and records each.
 * @throws NotFound when the user is not a member here; Conflict for an account that is managed here, and for oneself; Forbidden for
 * somebody who outranks the actor here
 */
export const removeUser = defineCommand<UserId, void>(
  { permission: "users.remove", revokes: ({ input }) => [input.userId] },
  async ({ tx, ctx, input }) => {
    requireOtherUser(ctx, input.userId);
    const [member] = await tx.execute<{ name: string; managed: boolean }>(sql`
      select u.name, m.origin = 'managed' as managed from memberships m join users u on u.id = m.user_id
      where m.organization_id = ${ctx.organization.id} and m.user_id = ${input.userId} and ${isCurrent(sql`m`)} for update of m`);
    if (!member) throw new NotFound("This user is no longer here.");
    if (member.managed) {
      throw new Conflict("This account is managed here: it can be disabled or deleted, not removed.");
    }
    await requireMemberNotOutranked(tx, ctx, { userId: input.userId, name: member.name }, "remove");
    await nameCause(tx, causeOf(ctx), "removed");
    await tx.execute(sql`
      delete from memberships where organization_id = ${ctx.organization.id} and user_id = ${input.userId}`);
  },
);
