import { sql } from "drizzle-orm";
import { requireNotOutranked } from "@/db/access/require-not-outranked";
import { changesBetween } from "@/db/audit/changes";
import { causeOf, record } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { notifyAccounts } from "@/db/notices/notify-accounts";
import type { RequestContext } from "@/db/request-context";
import type { UserProfileInput } from "@/db/users/input";
import { type Profile, readProfile } from "@/db/users/profile";
import { unlessUsernameTaken } from "@/db/users/taken-username";
import { settleUsernameLookup, takeUsernameLookup } from "@/db/users/username-lookup";
import { usernameSkeleton } from "@/lib/username-rules";
import { isSameUsername } from "@/lib/usernames";
import { lockAccount } from "./lock-account";

/**
 * Changes username, name and e-mail address of an account that this organization manages. With another address a
 * pending password link is dead: it went to the old one. The old address is notified of another one, and the person of a
 * username that somebody else changed.
 * @throws Invalid for a username that is taken or none, and for an address that is none; NotFound for somebody who is no
 * user here; Conflict for an account that is managed elsewhere; Forbidden for somebody who outranks the actor; Limited
 * after too many usernames that are taken
 */
export const editUser = defineCommand<UserProfileInput, void, { readonly isRename: boolean }>(
  {
    permission: "users.edit",
    before: async ({ ctx, input }) => {
      const isRename = await changesUsername(ctx, input);
      if (isRename) await takeUsernameLookup(ctx);
      return { isRename };
    },
    after: async ({ ctx, prepared, ended }) => {
      if (prepared.isRename) await settleUsernameLookup(ctx, "users.edit", ended);
    },
  },
  async ({ tx, ctx, input }) => {
    const before = await lockAccount(tx, ctx, input.userId);
    const after = readProfile({ ...input, email: input.email || null }, before.username);
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
    // After the account, as setting a password does: else each could wait for the other.
    if (changes.email) await tx.execute(sql`delete from password_links where user_id = ${userId}`);
    await record(tx, causeOf(ctx), {
      action: "users.edit",
      subject: { id: userId, name: after.username },
      details: { changes },
    });
  },
);

async function updateProfile(tx: Transaction, userId: string, { name, email }: Profile): Promise<void> {
  await tx.execute(sql`update users set name = ${name}, email = ${email} where id = ${userId}`);
}

/** Only a new username gets a skeleton: one from before these rules may have that of another account. */
async function updateUsername(tx: Transaction, userId: string, { username }: Profile): Promise<void> {
  const update = sql`
    update users set username = ${username}, username_skeleton = ${usernameSkeleton(username)} where id = ${userId}`;
  await unlessUsernameTaken(tx.execute(update));
}

/** Only another username can be taken. */
async function changesUsername(
  { db }: RequestContext,
  { userId, username }: UserProfileInput,
): Promise<boolean> {
  const [account] = await db.execute<{ username: string }>(
    sql`select username from users where id = ${userId}`,
  );
  return !account || !isSameUsername(username, account.username);
}
