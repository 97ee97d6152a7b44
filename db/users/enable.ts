import { eq } from "drizzle-orm";
import { requireNotOutranked } from "@/db/access/require-not-outranked";
import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import { type Cost, consumeAll, giveBackAll } from "@/db/limits/limits";
import { users } from "@/db/schema";
import type { UserId } from "@/db/users/input";
import { noticeCosts } from "./account-limits";
import { findManagedAccount, lockAccount } from "./lock-account";

/**
 * Enables a disabled account that this organization manages. It still has its groups here; what ended when it was disabled
 * isn't restored.
 * @throws NotFound if the organization has no such disabled account; Conflict for an account that is managed elsewhere;
 * Forbidden for a user who outranks the actor; Limited after too many emails to its address
 */
export const enableUser = defineCommand<UserId, void, readonly Cost[]>(
  {
    permission: "users.disable",
    // Disabling sends an email and must always be possible, so enabling is what counts.
    before: async ({ ctx, input }) => {
      const account = await findManagedAccount(ctx, input.userId);
      const costs = noticeCosts(ctx.actor.id, account?.email ?? null);
      await consumeAll(ctx.db, costs);
      return costs;
    },
    after: async ({ ctx, prepared: costs, ended }) => {
      if ("error" in ended) await giveBackAll(ctx.db, costs);
    },
  },
  async ({ tx, ctx, input: { userId } }) => {
    const { username, name, disabled } = await lockAccount(tx, ctx, userId);
    if (!disabled) throw new NotFound({ code: "not-disabled" });
    await requireNotOutranked(tx, ctx, { userId, name }, "enable");
    await tx.update(users).set({ disabledAt: null }).where(eq(users.id, userId));
    return await record(tx, causeOf(ctx), {
      action: "users.enable",
      subject: { id: userId, name: username },
    });
  },
);
