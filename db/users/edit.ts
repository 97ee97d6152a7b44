import { eq, sql } from "drizzle-orm";
import { requireNotOutranked } from "@/db/access/require-not-outranked";
import { changesBetween } from "@/db/audit/changes";
import { causeOf, record } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { type Cost, consumeAll, giveBackAll } from "@/db/limits/limits";
import { notifyAccounts } from "@/db/notices/notify-accounts";
import { passwordLinks, users } from "@/db/schema";
import { profileChangeCosts } from "@/db/users/account-limits";
import type { UserProfileInput } from "@/db/users/input";
import { type Profile, readProfile } from "@/db/users/profile";
import { usernameSkeleton } from "@/lib/username-rules";
import { isSameUsername } from "@/lib/usernames";
import { findManagedAccount, lockAccount } from "./lock-account";
import { lookupCosts, rejectTakenUsername, settleUsernameLookup } from "./taken-usernames";

/**
 * Changes the username, name and email address of an account that this organization manages. A changed address invalidates
 * a pending password link, because that went to the old one. The old address is notified of the change, and the user of a
 * username that someone else changed.
 * @throws Invalid for an invalid or taken username, and for an invalid email address; NotFound if this isn't a user of the
 * organization; Conflict for an account that is managed elsewhere; Forbidden for a user who outranks the actor; Limited
 * after too many changes or taken usernames
 */
export const editUser = defineCommand<UserProfileInput, void, Prepared>(
  {
    permission: "users.edit",
    before: async ({ ctx, input }) => {
      const account = await findManagedAccount(ctx, input.userId);
      const isRename = !account || !isSameUsername(input.username, account.username);
      const costs = account
        ? profileChangeCosts(ctx, input.userId, { before: account, after: profileIn(input, account) })
        : [];
      await consumeAll(ctx.db, [...(isRename ? lookupCosts(ctx, 1) : []), ...costs]);
      return { isRename, costs };
    },
    after: async ({ ctx, prepared, ended }) => {
      if ("error" in ended) await giveBackAll(ctx.db, prepared.costs);
      if (prepared.isRename) await settleUsernameLookup(ctx, "users.edit", ended);
    },
  },
  async ({ tx, ctx, input }) => {
    const before = await lockAccount(tx, ctx, input.userId);
    const after = profileIn(input, before);
    const changes = changesBetween<Profile>(before, after);
    if (!changes) return;
    const { userId } = input;
    await requireNotOutranked(tx, ctx, { userId, name: before.name }, "change the profile of");
    const account = sql`u.id = ${userId}`;
    // Before the change: the email goes to the old address.
    if (changes.email) await notifyAccounts(tx, account, { kind: "email-changed", actor: ctx.actor });
    await updateProfile(tx, userId, after);
    if (changes.username) await updateUsername(tx, userId, after);
    if (changes.username && userId !== ctx.actor.id) {
      await notifyAccounts(tx, account, { kind: "username-changed", actor: ctx.actor });
    }
    // After the account, in the order in which setting a password locks them: avoids a deadlock.
    if (changes.email) await tx.delete(passwordLinks).where(eq(passwordLinks.userId, userId));
    await record(tx, causeOf(ctx), {
      action: "users.edit",
      subject: { id: userId, name: after.username },
      details: { changes },
    });
  },
);

type Prepared = { readonly isRename: boolean; readonly costs: readonly Cost[] };

async function updateProfile(tx: Transaction, userId: string, { name, email }: Profile): Promise<void> {
  await tx.update(users).set({ name, email }).where(eq(users.id, userId));
}

/** Keeps the skeleton of an unchanged username: two accounts from before these rules may have the same one. */
async function updateUsername(tx: Transaction, userId: string, { username }: Profile): Promise<void> {
  const update = tx
    .update(users)
    .set({ username, usernameSkeleton: usernameSkeleton(username) })
    .where(eq(users.id, userId));
  await rejectTakenUsername(update.execute());
}

function profileIn(input: UserProfileInput, before: Profile): Profile {
  return readProfile({ ...input, email: input.email || null }, before.username);
}
