import { and, eq, sql } from "drizzle-orm";
import { requireRemainingAdministrator } from "@/db/access/last-administrator";
import { requireNotOutranked } from "@/db/access/require-not-outranked";
import { causeOf, insertAuditEvents, nameCause, record } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import { isSignedIn, notifyAccounts } from "@/db/notices/notify-accounts";
import type { RequestContext } from "@/db/request-context";
import { memberships, sessions, users } from "@/db/schema";
import type { UserId } from "@/db/users/input";
import { lockAccount, rightsOfManagedAccount } from "./lock-account";

/**
 * Disables an account that this organization manages. Ends its sessions, its memberships below this organization, and its
 * pending invitations: enabling the account doesn't restore them. A signed-in user is notified.
 * @throws NotFound if the organization has no such active account; Conflict for an account that is managed elsewhere, the
 * actor's own, and the last administrator of a root organization; Forbidden for a user who outranks the actor
 */
export const disableUser = defineCommand<UserId, void>(
  { permission: "users.disable", revokes: rightsOfManagedAccount },
  async ({ tx, ctx, input: { userId } }) => {
    const { username, name, disabled } = await lockAccount(tx, ctx, userId);
    if (disabled) throw new NotFound({ code: "already-disabled" });
    await requireNotOutranked(tx, ctx, { userId, name }, "disable");
    await nameCause(tx, causeOf(ctx), "account-disabled");
    await tx.update(users).set({ disabledAt: sql`now()` }).where(eq(users.id, userId));
    await requireRemainingAdministrator(tx, ctx);
    const signedIn = sql`u.id = ${userId} and ${isSignedIn}`;
    await notifyAccounts(tx, signedIn, { kind: "account-disabled", actor: ctx.actor });
    await tx.delete(sessions).where(eq(sessions.userId, userId));
    await endInvitations(tx, ctx, userId);
    const childMemberships = and(
      eq(memberships.userId, userId),
      eq(memberships.parentOrganizationId, ctx.organization.id),
    );
    await tx.delete(memberships).where(childMemberships);
    return await record(tx, causeOf(ctx), {
      action: "users.disable",
      subject: { id: userId, name: username },
    });
  },
);

/** Ends all pending invitations of the user, in any organization, and records each. */
async function endInvitations(tx: Transaction, ctx: RequestContext, userId: string): Promise<void> {
  await tx.execute(sql`
    with ended as (
      update invitations
      set status = 'deleted', ended_at = now(), end_reason = 'account-disabled'
      where user_id = ${userId} and status = 'pending'
      returning id, organization_id, username
    )
    ${insertAuditEvents(
      { ...causeOf(ctx), organizationId: sql`organization_id` },
      {
        action: "invitations.end",
        subject: { id: sql`id`, name: sql`username` },
        details: { reason: "account-disabled" },
      },
      sql`ended`,
    )}`);
}
