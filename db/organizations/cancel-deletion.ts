import { and, eq } from "drizzle-orm";
import { causeOf } from "@/db/audit/record";
import { cancellationReason } from "@/db/bulk-actions/cancel";
import { stop } from "@/db/bulk-actions/stop";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import type { OrganizationId } from "@/db/organizations/input";
import { bulkActions } from "@/db/schema";

/**
 * Cancels the deletion of a child organization between two batches. It stays disabled, with the users that are left.
 * Deleting it again continues from there.
 * @throws NotFound if no such child organization is being deleted
 */
export const cancelDeletion = defineCommand<OrganizationId, void>(
  { permission: "organizations.delete" },
  async ({ tx, ctx, input }) => {
    const isItsDeletion = and(
      eq(bulkActions.targetOrganizationId, input.organizationId),
      eq(bulkActions.organizationId, ctx.organization.id),
      eq(bulkActions.state, "running"),
    );
    const [deletion] = await tx.select({ id: bulkActions.id }).from(bulkActions).where(isItsDeletion);
    if (!deletion) throw new NotFound({ code: "not-being-deleted" });
    const stopped = await stop(tx, deletion.id, { reason: cancellationReason(ctx), by: causeOf(ctx) });
    if (!stopped) throw new NotFound({ code: "not-being-deleted" }); // it has just ended
    return stopped;
  },
);
