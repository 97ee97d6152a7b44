import { and, eq, sql } from "drizzle-orm";
import { requireNotOutranked } from "@/db/access/require-not-outranked";
import { causeOf, changesBetween, record, recordsNothing } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { Invalid } from "@/db/errors";
import { type Cost, consumeAll, giveBackAll } from "@/db/limits/limits";
import { notifyAccounts } from "@/db/notices/notify-accounts";
import { passwordLinks, users } from "@/db/schema";
import { changedValues } from "@/db/shown-values";
import { profileChangeCosts } from "@/db/users/account-limits";
import type { UserProfileInput } from "@/db/users/input";
import { type Profile, readProfile } from "@/db/users/profile";
import { usernameSkeleton } from "@/lib/username-rules";
import { findManagedAccount, lockAccount } from "./lock-account";
import { lookupCosts, rejectTakenUsername, settleUsernameLookup } from "./taken-usernames";

/**
 * Changes the username, name and email address of an account that this organization manages, if they differ from `shown`. A
 * changed address invalidates a pending password link, because that went to the old one. The old address is notified of the
 * change, and so is the user if someone else changed the username.
 * @throws Invalid for an invalid or taken username, for one that is an unconfirmed or another email address, and for an
 * invalid email address; NotFound if this isn't a user of the organization; Conflict for an account that is managed
 * elsewhere; Forbidden for a user who outranks the actor; Limited after too many changes or taken usernames
 */
export const editUser = defineCommand<UserProfileInput, void, Prepared>(
  {
    permission: "users.edit",
    before: async ({ ctx, input }) => {
      const account = await findManagedAccount(ctx, input.userId);
      const after = account && profileIn(input, account);
      const isRename = !after || after.username !== account.username;
      const costs = after ? profileChangeCosts(ctx, input.userId, { before: account, after }) : [];
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
    if (!changes) return recordsNothing("nothing changed");
    const { userId } = input;
    await requireNotOutranked(tx, ctx, { userId, name: before.name }, "edit");
    const account = sql`u.id = ${userId}`;
    if (changes.email) requireOwnAddress(after);
    // Before the change, because this email goes to the old address.
    if (changes.email) await notifyAccounts(tx, account, { kind: "email-changed", actor: ctx.actor });
    await updateProfile(tx, userId, after);
    if (changes.username) {
      await requireConfirmedIfAddress(tx, userId, after);
      await updateUsername(tx, userId, after);
    }
    if (changes.username && userId !== ctx.actor.id) {
      await notifyAccounts(tx, account, { kind: "username-changed", actor: ctx.actor });
    }
    // After the account, in the order in which setting a password locks them: avoids a deadlock.
    if (changes.email) await tx.delete(passwordLinks).where(eq(passwordLinks.userId, userId));
    return await record(tx, causeOf(ctx), {
      action: "users.edit",
      subject: { id: userId, name: after.username },
      details: { changes },
    });
  },
);

type Prepared = { readonly isRename: boolean; readonly costs: readonly Cost[] };

/** Otherwise invitations by that address, which is the username, would go to the reader of another one. @throws Invalid */
function requireOwnAddress({ username, email }: Profile): void {
  if (!username.includes("@") || email === null || email.toLowerCase() === username) return;
  throw new Invalid({ email: { code: "unconfirmed-username" } });
}

async function updateProfile(tx: Transaction, userId: string, { name, email }: Profile): Promise<void> {
  await tx.update(users).set({ name, email }).where(eq(users.id, userId));
}

/** A user with somebody else's email address as username would get invitations meant for that person. @throws Invalid */
async function requireConfirmedIfAddress(tx: Transaction, userId: string, after: Profile): Promise<void> {
  if (!after.username.includes("@")) return;
  const isConfirmed = sql`lower(email) = ${after.username} and lower(confirmed_email) = ${after.username}`;
  const [confirmed] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), isConfirmed));
  if (!confirmed) throw new Invalid({ username: { code: "unconfirmed-username" } });
}

/** Keeps the skeleton of an unchanged username: two accounts from before these rules may have the same one. */
async function updateUsername(tx: Transaction, userId: string, { username }: Profile): Promise<void> {
  const update = tx
    .update(users)
    .set({ username, usernameSkeleton: usernameSkeleton(username) })
    .where(eq(users.id, userId));
  await rejectTakenUsername(update.execute());
}

/** The profile with the changes from the form. */
function profileIn(input: UserProfileInput, { username, name, email }: Profile): Profile {
  const entered = { username: input.username, name: input.name, email: input.email || null };
  return readProfile({ username, name, email, ...changedValues(entered, input.shown) }, username);
}
