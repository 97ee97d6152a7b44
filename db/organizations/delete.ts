import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { causeOf, record } from "@/db/audit/record";
import { runPart } from "@/db/bulk-actions/run";
import { bulkActionWords } from "@/db/bulk-actions/title";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { Invalid } from "@/db/errors";
import { lockDeletable } from "@/db/organizations/delete-next";
import type { DeletedOrganization } from "@/db/organizations/input";

/**
 * Deletes an organization directly below that is disabled and has none below itself, with all that is in it: the
 * accounts managed there, memberships, invitations, groups and roles. Its audit stays. The first part goes at once, which
 * is all of it below 500 users and invitations. The rest is a bulk action: it goes on by itself, part after part, and can be
 * canceled in between. Repeating the request while it runs changes nothing.
 * @returns whether the organization is gone already
 * @throws NotFound when there is no such organization directly below; Invalid when its name was typed otherwise;
 * Conflict while it is active, or others are below it
 */
export const deleteOrganization = defineCommand<DeletedOrganization, { gone: boolean }>(
  { permission: "organizations.delete" },
  async ({ tx, ctx, input }) => {
    const target = await lockDeletable(tx, ctx, input.organizationId);
    requireSameName(input.name, target.name);
    if (await isBeingDeleted(tx, target.id)) return { gone: false };
    const id = randomUUID();
    await tx.execute(sql`
      insert into bulk_actions (id, organization_id, kind, state, actor_id, address, target_organization_id, size, started_at)
      select ${id}, ${ctx.organization.id}, 'delete-organization', 'running', ${ctx.actor.id}, ${ctx.address}, ${target.id},
        count(*), now()
      from memberships where organization_id = ${target.id}`);
    await runPart(tx, ctx, { id, kind: "delete-organization" });
    const [running] = await tx.execute<{ size: number }>(sql`select size from bulk_actions where id = ${id}`);
    if (!running) return { gone: true };
    await record(tx, causeOf(ctx), {
      action: "bulk-actions.start",
      subject: { id: target.id, name: bulkActionWords("delete-organization", running.size, target.name) },
    });
    return { gone: false };
  },
);

/** @throws Invalid */
function requireSameName(typed: string, name: string): void {
  if (typed.trim() === name) return;
  const otherwise = "This is not its name. Type it exactly as it is written.";
  throw new Invalid(otherwise, { name: otherwise });
}

/** Ask while the organization is locked, in a statement of its own: it sees what was done before. */
export async function isBeingDeleted(tx: Transaction, organizationId: string): Promise<boolean> {
  const [running] = await tx.execute(sql`
    select from bulk_actions where target_organization_id = ${organizationId} and state = 'running'`);
  return running !== undefined;
}
