import { sql } from "drizzle-orm";
import { causeOf } from "@/db/audit/record";
import { canceledBy } from "@/db/bulk-actions/cancel";
import { stop } from "@/db/bulk-actions/stop";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import type { OrganizationId } from "@/db/organizations/input";

/**
 * Cancels the deletion of an organization directly below between two parts. It stays as it then is: disabled, with the
 * rest of its users. Deleting it again goes on from there.
 * @throws NotFound when no such organization directly below is being deleted
 */
export const cancelDeletion = defineCommand<OrganizationId, void>(
  { permission: "organizations.delete" },
  async ({ tx, ctx, input }) => {
    const [running] = await tx.execute<{ id: string }>(sql`
      select b.id from bulk_actions b
      where b.target_organization_id = ${input.organizationId} and b.organization_id = ${ctx.organization.id}
        and b.state = 'running'`);
    const canceled = running && (await stop(tx, running.id, { reason: canceledBy(ctx), by: causeOf(ctx) }));
    if (!canceled) throw new NotFound("No such organization is being deleted.");
  },
);
