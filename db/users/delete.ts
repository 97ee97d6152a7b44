import { sql } from "drizzle-orm";
import { lockAdministrators, requireRemainingAdministrator } from "@/db/access/last-administrator";
import { requireNotOutranked } from "@/db/access/require-not-outranked";
import { causeOf, nameCause, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { isSignedIn, notifyAccounts } from "@/db/notices/notify-accounts";
import type { UserId } from "@/db/users/input";
import { lockAccount } from "./lock-account";
import { requireOtherUser } from "./require-other-user";

/**
 * Deletes an account that this organization manages, with its sessions, of which it is notified, its memberships here and below, and the pending
 * invitations built on them. The audit keeps what it has of it.
 * @throws NotFound for somebody who is no user here; Conflict for an account that is managed elsewhere, for oneself, and
 * for the last administrator of a root; Forbidden for somebody who outranks the actor
 */
export const deleteUser = defineCommand<UserId, void>(
  { permission: "users.delete", revokes: ({ input }) => [input.userId] },
  async ({ tx, ctx, input }) => {
    requireOtherUser(ctx, input.userId);
    await lockAdministrators(tx, ctx);
    const { username, name } = await lockAccount(tx, ctx, input.userId);
    await requireNotOutranked(tx, ctx, { userId: input.userId, name }, "delete the account of");
    await nameCause(tx, causeOf(ctx), "account-deleted");
    // Nobody signs in from here on, unnoticed.
    await tx.execute(sql`select from users where id = ${input.userId} for update`);
    const signedIn = sql`u.id = ${input.userId} and ${isSignedIn}`;
    await notifyAccounts(tx, signedIn, { kind: "account-deleted", actor: ctx.actor });
    // Before the account: the trigger then finds the invitations that end, which would else be gone with it.
    await tx.execute(sql`
      delete from memberships where organization_id = ${ctx.organization.id} and user_id = ${input.userId}`);
    await tx.execute(sql`delete from users where id = ${input.userId}`);
    await requireRemainingAdministrator(tx, ctx);
    await record(tx, causeOf(ctx), {
      action: "users.delete",
      subject: { id: input.userId, name: username },
    });
  },
);
