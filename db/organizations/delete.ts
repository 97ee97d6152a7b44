import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { causeOf, record, recordedBy, recordsNothing } from "@/db/audit/record";
import { runBatch } from "@/db/bulk-actions/run";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { Invalid } from "@/db/errors";
import type { DeletedOrganization } from "@/db/organizations/input";
import { bulkActions } from "@/db/schema";
import { lockDeletable } from "./delete-batch";

/**
 * Deletes a disabled child organization that has no child organizations, with everything in it: managed accounts,
 * memberships, invitations, groups and roles. Its audit log stays. Deletes the first batch now, which is everything if there
 * are fewer than 500 users and invitations. A bulk action, which can be canceled between two batches, deletes the rest. Does
 * nothing while one is running.
 * @returns whether the organization has already been deleted completely
 * @throws NotFound if there is no such child organization; Invalid if the typed name differs; Conflict while the organization
 * is active or has child organizations
 */
export const deleteOrganization = defineCommand<DeletedOrganization, { deleted: boolean }>(
  { permission: "organizations.delete" },
  async ({ tx, ctx, input }) => {
    const target = await lockDeletable(tx, ctx, input.organizationId);
    requireSameName(input.name, target.name);
    if (await isBeingDeleted(tx, target.id)) {
      return recordsNothing("its deletion is running").returning({ deleted: false });
    }
    const id = randomUUID();
    await tx.execute(sql`
      insert into bulk_actions (
        id, organization_id, kind, state, actor_id, address, target_organization_id, size, started_at
      )
      select
        ${id},
        ${ctx.organization.id},
        'delete-organization',
        'running',
        ${ctx.actor.id},
        ${ctx.address},
        ${target.id},
        count(*),
        now()
      from memberships
      where organization_id = ${target.id}`);
    await runBatch(tx, ctx, { id, kind: "delete-organization" });
    const [running] = await tx
      .select({ size: bulkActions.size })
      .from(bulkActions)
      .where(eq(bulkActions.id, id));
    if (!running) return recordedBy("runBatch").returning({ deleted: true });
    const recorded = await record(tx, causeOf(ctx), {
      action: "bulk-actions.start",
      subject: target,
      details: { kind: "delete-organization", size: running.size },
    });
    return recorded.returning({ deleted: false });
  },
);

/** @throws Invalid */
function requireSameName(typed: string, name: string): void {
  if (typed.trim() === name) return;
  throw new Invalid({ name: { code: "name-differs" } });
}

/** The caller must have locked the organization in an earlier statement. */
export async function isBeingDeleted(tx: Transaction, organizationId: string): Promise<boolean> {
  const [running] = await tx
    .select({ id: bulkActions.id })
    .from(bulkActions)
    .where(and(eq(bulkActions.targetOrganizationId, organizationId), eq(bulkActions.state, "running")));
  return running !== undefined;
}
