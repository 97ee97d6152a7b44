import { sql } from "drizzle-orm";
import { holdAdministrators, requireAdministrator } from "@/db/access/last-administrator";
import { causeOf, nameCause, record } from "@/db/audit/record";
import { NotFound } from "@/db/errors";
import { verb } from "@/db/verb";

/**
 * Disables an account that this organization manages: its sessions end, its memberships further down go, and its
 * pending invitations stop working. What went does not come back when the account is enabled again.
 * @throws NotFound when there is no such active account managed here; Conflict for the last administrator of a root
 */
export const disableUser = verb<{ userId: string }, void>("users.disable", ({ ctx, input }) =>
  ctx.db.transaction(async (tx) => {
    await holdAdministrators(tx, ctx);
    await nameCause(tx, causeOf(ctx), "account-disabled");
    const [disabled] = await tx.execute<{ username: string }>(sql`
      update users set disabled_at = now()
      where id = ${input.userId} and managing_organization_id = ${ctx.organization.id} and disabled_at is null
      returning username`);
    if (!disabled) throw new NotFound("There is no such active account managed here.");
    await requireAdministrator(tx, ctx);
    await tx.execute(sql`delete from sessions where user_id = ${input.userId}`);
    await tx.execute(sql`
      select from memberships where user_id = ${input.userId} and origin = 'managed' for update`);
    await tx.execute(sql`
      with ended as (
        update invitations set status = 'deleted', ended_at = now(), ended_because = 'account-disabled'
        where user_id = ${input.userId} and status = 'pending'
        returning id, organization_id, username
      )
      insert into audit_events (organization_id, actor_id, actor_name, acting_from_id, address, action, subject_id, subject_name, details)
      select organization_id, ${ctx.actor.id}::uuid, ${ctx.actor.username}, ${ctx.actingFrom?.id ?? null}::uuid, ${ctx.address},
        'invitations.end', id, username, jsonb_build_object('because', 'account-disabled')
      from ended`);
    await tx.execute(sql`
      delete from memberships where user_id = ${input.userId} and parent_organization_id = ${ctx.organization.id}`);
    await record(tx, causeOf(ctx), {
      action: "users.disable",
      subject: { id: input.userId, name: disabled.username },
    });
  }),
);
