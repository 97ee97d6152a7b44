import { and, eq, sql } from "drizzle-orm";
import { requireRemainingAdministrator } from "@/db/access/last-administrator";
import { requireNotOutranked } from "@/db/access/require-not-outranked";
import { causeOf, nameCause, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { isSignedIn, notifyAccounts } from "@/db/notices/notify-accounts";
import { memberships, users } from "@/db/schema";
import type { UserId } from "@/db/users/input";
import { lockAccount, rightsOfManagedAccount } from "./lock-account";

/**
 * Deletes an account that this organization manages, with its sessions, its memberships here and below, and the pending
 * invitations that depend on them. A signed-in user is notified. Audit events about the account stay.
 * @throws NotFound if this isn't a user of the organization; Conflict for an account that is managed elsewhere, the actor's
 * own, and the last administrator of a root organization; Forbidden for a user who outranks the actor
 */
export const deleteUser = defineCommand<UserId, void>(
  { permission: "users.delete", revokes: rightsOfManagedAccount },
  async ({ tx, ctx, input: { userId } }) => {
    const { username, name } = await lockAccount(tx, ctx, userId);
    await requireNotOutranked(tx, ctx, { userId, name }, "delete");
    await nameCause(tx, causeOf(ctx), "account-deleted");
    // From here on the user can't sign in, so the notice reaches everyone who is signed in.
    await tx.execute(sql`select from users where id = ${userId} for update`);
    const signedIn = sql`u.id = ${userId} and ${isSignedIn}`;
    await notifyAccounts(tx, signedIn, { kind: "account-deleted", actor: ctx.actor });
    // Before the account, so that the trigger finds the invitations that it ends. They are deleted with the account.
    const membership = and(
      eq(memberships.organizationId, ctx.organization.id),
      eq(memberships.userId, userId),
    );
    await tx.delete(memberships).where(membership);
    await tx.delete(users).where(eq(users.id, userId));
    await requireRemainingAdministrator(tx, ctx);
    return await record(tx, causeOf(ctx), {
      action: "users.delete",
      subject: { id: userId, name: username },
    });
  },
);
