import { sql } from "drizzle-orm";
import { lockAdministrators, requireRemainingAdministrator } from "@/db/access/last-administrator";
import { requireNotOutranked } from "@/db/access/require-not-outranked";
import { causeOf, nameCause, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import { isSignedIn, notifyAccounts } from "@/db/notices/notify-accounts";
import type { UserId } from "@/db/users/input";
import { lockAccount } from "./lock-account";
import { requireOtherUser } from "./require-other-user";

/**
 * Disables an account that this organization manages: its sessions end, of which it is notified, its memberships further down go, and its
 * pending invitations stop working. What went does not come back when the account is enabled again.
 * @throws NotFound when there is no such active account here; Conflict for one that is managed elsewhere, for oneself, and
 * for the last administrator of a root; Forbidden for somebody who outranks the actor
 */
export const disableUser = defineCommand<UserId, void>(
  { permission: "users.disable", revokes: ({ input }) => [input.userId] },
  async ({ tx, ctx, input }) => {
    requireOtherUser(ctx, input.userId);
    await lockAdministrators(tx, ctx);
    const { username, name, disabled } = await lockAccount(tx, ctx, input.userId);
    if (disabled) throw new NotFound("This account is disabled already.");
    await requireNotOutranked(tx, ctx, { userId: input.userId, name }, "disable the account of");
    await nameCause(tx, causeOf(ctx), "account-disabled");
    await tx.execute(sql`update users set disabled_at = now() where id = ${input.userId}`);
    await requireRemainingAdministrator(tx, ctx);
    const signedIn = sql`u.id = ${input.userId} and ${isSignedIn}`;
    await notifyAccounts(tx, signedIn, { kind: "account-disabled", actor: ctx.actor });
    await tx.execute(sql`delete from sessions where user_id = ${input.userId}`);
    await tx.execute(sql`
      with ended as (
        update invitations set status = 'deleted', ended_at = now(), end_reason = 'account-disabled'
        where user_id = ${input.userId} and status = 'pending'
        returning id, organization_id, username
      )
      insert into audit_events (organization_id, actor_id, actor_name, acting_from_id, address, action, subject_id, subject_name, details)
      select organization_id, ${ctx.actor.id}::uuid, ${ctx.actor.username}, ${ctx.actingFrom?.id ?? null}::uuid, ${ctx.address},
        'invitations.end', id, username, jsonb_build_object('reason', 'account-disabled')
      from ended`);
    await tx.execute(sql`
      delete from memberships where user_id = ${input.userId} and parent_organization_id = ${ctx.organization.id}`);
    await record(tx, causeOf(ctx), {
      action: "users.disable",
      subject: { id: input.userId, name: username },
    });
  },
);
