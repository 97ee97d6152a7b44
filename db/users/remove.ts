import { sql } from "drizzle-orm";
import { lasts } from "@/db/access/rights";
import { causeOf, nameCause } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { Conflict, NotFound } from "@/db/errors";
import type { UserId } from "@/db/users/input";
import { requireSomebodyElse } from "@/db/users/somebody-else";

/**
 * Ends an invited membership here. The memberships further down that came through it end with it, and so do pending
 * invitations built on any of them: the database sees to that by foreign key and trigger, and records each.
 * @throws NotFound when the user is not a member here; Conflict for an account that is managed here, and for oneself
 */
export const removeUser = defineCommand<UserId, void>(
  { permission: "users.remove", revokes: ({ input }) => [input.userId] },
  async ({ tx, ctx, input }) => {
    requireSomebodyElse(ctx, input.userId);
    await nameCause(tx, causeOf(ctx), "removed");
    const [removed] = await tx.execute(sql`
      delete from memberships
      where organization_id = ${ctx.organization.id} and user_id = ${input.userId} and origin = 'invited'
        and ${lasts(sql`memberships`)}
      returning user_id`);
    if (removed) return;
    const [managed] = await tx.execute(sql`
      select from memberships where organization_id = ${ctx.organization.id} and user_id = ${input.userId} and origin = 'managed'`);
    if (managed)
      throw new Conflict("This account is managed here: it can be disabled or deleted, not removed.");
    throw new NotFound("This user is no longer here.");
  },
);
