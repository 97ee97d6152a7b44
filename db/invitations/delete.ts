import { sql } from "drizzle-orm";
import { causeOf } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import type { InvitationIds } from "@/db/invitations/input";
import type { RequestContext } from "@/db/request-context";
import { uuids } from "@/db/uuid";

/**
 * Deletes pending invitations of this organization, expired ones too; their links are dead at once.
 * Others among the ids (ended already, of another organization) are passed over.
 * @returns how many were deleted
 * @throws NotFound when none of them was there to delete
 */
export const deleteInvitations = defineCommand<InvitationIds, number>(
  { permission: "invitations.delete" },
  async ({ tx, ctx, input }) => {
    const deleted = await deletePending(tx, ctx, input.invitationIds);
    if (deleted.length === 0)
      throw new NotFound("This invitation is no longer pending. The list shows what became of it.");
    return deleted.length;
  },
);

/** The same without asking for the permission, in one statement whatever their number. @returns the ids of those deleted */
export async function deletePending(
  tx: Transaction,
  ctx: RequestContext,
  ids: readonly string[],
): Promise<string[]> {
  const cause = causeOf(ctx);
  const rows = await tx.execute<{ id: string }>(sql`
    with held as (
      select id from invitations
      where organization_id = ${ctx.organization.id} and id = any(${uuids(ids)}) and status = 'pending'
      order by user_id for no key update
    ),
    deleted as (
      update invitations i set status = 'deleted', ended_at = now(), end_reason = 'deleted'
      from held where i.id = held.id
      returning i.id, i.username
    ),
    audited as (
      insert into audit_events (organization_id, actor_id, actor_name, acting_from_id, address, action, subject_id, subject_name)
      select ${cause.organizationId}, ${cause.actorId}::uuid, ${cause.actorName}, ${cause.actingFromId}::uuid, ${cause.address},
        'invitations.delete', id, username from deleted
    )
    select id from deleted`);
  return rows.map(({ id }) => id);
}
