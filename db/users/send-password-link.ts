import { requireNotOutranked } from "@/db/access/require-not-outranked";
import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { Conflict } from "@/db/errors";
import { consumeAll } from "@/db/limits/limits";
import { queuePasswordLink } from "@/db/passwords/queue-link";
import { emailCosts } from "@/db/users/account-limits";
import type { UserId } from "@/db/users/input";
import { findManagedAccount, lockAccount } from "./lock-account";

/**
 * Sends a new link to a user who hasn't set a password yet. Their previous link stops working immediately.
 * @throws NotFound if this isn't a user of the organization; Conflict for an account that is managed elsewhere, is
 * disabled, or has a password or no email address; Forbidden for a user who outranks the actor; Limited after too many
 */
export const sendPasswordLink = defineCommand<UserId, void, void>(
  {
    permission: "users.create",
    before: async ({ ctx, input }) => {
      const account = await findManagedAccount(ctx, input.userId);
      await consumeAll(ctx.db, [
        ["password-links-sent", `${ctx.organization.id}/${input.userId}`, 1],
        ...emailCosts(ctx, [account?.email ?? null]),
      ]);
    },
  },
  async ({ tx, ctx, input }) => {
    const account = await lockAccount(tx, ctx, input.userId);
    const { userId } = input;
    await requireNotOutranked(tx, ctx, { userId, name: account.name }, "send a password link to");
    if (account.disabled) throw new Conflict("This account is disabled. Enable it first.");
    if (account.hasPassword) {
      throw new Conflict("This person has set a password. Who forgets it asks for a new one at sign-in.");
    }
    if (account.email === null) {
      throw new Conflict("This account has no e-mail address. Enter one in its profile first.");
    }
    await queuePasswordLink(tx, userId);
    await record(tx, causeOf(ctx), {
      action: "passwords.request",
      subject: { id: userId, name: account.username },
    });
  },
);
