import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { RequestContext } from "@/db/request-context";
import { uuids } from "@/db/uuid";

/**
 * Locks these invitations, and the invitees' memberships of the parent, until the transaction ends. Commands that invite,
 * respond and change invitations all lock these memberships in the order of the users, and so wait for each other without
 * deadlocks.
 */
export async function lockInvitations(
  tx: Transaction,
  ctx: RequestContext,
  ids: readonly string[],
): Promise<void> {
  await tx.execute(sql`
    select from memberships pm
    join invitations i on i.parent_organization_id = pm.organization_id and i.user_id = pm.user_id
    where i.organization_id = ${ctx.organization.id} and i.id = any(${uuids(ids)})
    order by pm.user_id
    for no key update of pm, i`);
}
