import { sql } from "drizzle-orm";
import { z } from "zod";
import { causeOf, insertAuditEvents, recordedBy } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import type { InvitationIds } from "@/db/invitations/input";
import type { RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { uuids } from "@/db/uuid";

/**
 * Deletes pending invitations of this organization, also expired ones. Their links stop working immediately. Ids of other
 * invitations are ignored.
 * @returns how many were deleted
 * @throws NotFound if none was
 */
export const deleteInvitations = defineCommand<InvitationIds, number>(
  { permission: "invitations.delete" },
  async ({ tx, ctx, input }) => {
    const deleted = await deletePending(tx, ctx, input.invitationIds);
    if (deleted.length === 0) {
      throw new NotFound({ code: "not-pending" });
    }
    return recordedBy("the statement of deletePending").returning(deleted.length);
  },
);

/** `deleteInvitations` without the permission check, in one statement. @returns the ids of the deleted invitations */
export async function deletePending(
  tx: Transaction,
  ctx: RequestContext,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await rowsOf(tx, z.object({ id: z.string() }))`
    with pending as (
      select id
      from invitations
      where organization_id = ${ctx.organization.id} and id = any(${uuids(ids)}) and status = 'pending'
      order by user_id
      for no key update
    ),
    deleted as (
      update invitations i
      set status = 'deleted', ended_at = now(), end_reason = 'deleted'
      from pending
      where i.id = pending.id
      returning i.id, i.username
    ),
    audited as (${insertAuditEvents(
      causeOf(ctx),
      { action: "invitations.delete", subject: { id: sql`id`, name: sql`username` } },
      sql`deleted`,
    )})
    select id from deleted`;
  return rows.map(({ id }) => id);
}
