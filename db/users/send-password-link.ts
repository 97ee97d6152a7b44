import { requireNotOutranked } from "@/db/access/require-not-outranked";
import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { Conflict } from "@/db/errors";
import { type Cost, consumeAll, giveBackAll } from "@/db/limits/limits";
import { queuePasswordLink } from "@/db/passwords/queue-link";
import { emailCosts } from "@/db/users/account-limits";
import type { UserId } from "@/db/users/input";
import { findManagedAccount, lockAccount } from "./lock-account";

/**
 * Sends a new link to a user who hasn't set a password yet. Their previous link stops working immediately.
 * @throws NotFound if this isn't a user of the organization; Conflict for an account that is managed elsewhere, is
 * disabled, or has a password or no email address; Forbidden for a user who outranks the actor; Limited after too many
 */
export const sendPasswordLink = defineCommand<UserId, void, readonly Cost[]>(
  {
    permission: "users.create",
    before: async ({ ctx, input }) => {
      const account = await findManagedAccount(ctx, input.userId);
      const costs: Cost[] = [
        ["password-links-sent", `${ctx.organization.id}/${input.userId}`, 1],
        ...emailCosts(ctx, [account?.email ?? null]),
      ];
      await consumeAll(ctx.db, costs);
      return costs;
    },
    after: async ({ ctx, prepared: costs, ended }) => {
      if ("error" in ended) await giveBackAll(ctx.db, costs);
    },
  },
  async ({ tx, ctx, input }) => {
    const account = await lockAccount(tx, ctx, input.userId);
    const { userId } = input;
    await requireNotOutranked(tx, ctx, { userId, name: account.name }, "send-password-link");
    if (account.disabled) throw new Conflict({ code: "account-disabled" });
    if (account.hasPassword) {
      throw new Conflict({ code: "has-password" });
    }
    if (account.email === null) {
      throw new Conflict({ code: "no-email-in-profile" });
    }
    await queuePasswordLink(tx, userId);
    return await record(tx, causeOf(ctx), {
      action: "passwords.request",
      subject: { id: userId, name: account.username },
    });
  },
);
