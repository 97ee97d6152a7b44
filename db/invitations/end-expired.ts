import { sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";
import { causeOf, insertAuditEvents } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import type { RequestContext } from "@/db/request-context";
import { texts } from "@/db/uuid";

/**
 * Ends what new invitations replace: expired invitations, and memberships after their end date that the job hasn't removed
 * yet. The caller has locked the parent memberships, which every command that changes these invitations does. Locks the
 * memberships in the order of the users, like commands of child organizations that invite these users.
 */
export async function endExpired(
  tx: Transaction,
  ctx: RequestContext,
  parentId: string,
  usernames: readonly string[],
): Promise<void> {
  const here = ctx.organization.id;
  await tx.execute(sql`
    with ended_invitations as (
      update invitations i
      set status = 'deleted', ended_at = now(), end_reason = 'replaced'
      from memberships pm
      where pm.organization_id = ${parentId}
        and pm.username = any(${texts(usernames)})
        and i.organization_id = ${here}
        and i.user_id = pm.user_id
        and i.status = 'pending'
        and i.expires_at <= now()
      returning i.id, i.username
    ),
    ended_memberships as (
      select m.organization_id, m.user_id
      from memberships m
      where m.organization_id = ${here}
        and m.username = any(${texts(usernames)})
        and not ${isCurrent(sql`m`)}
      order by m.user_id
      for update
    ),
    deleted_memberships as (
      delete from memberships m
      using ended_memberships ended
      where m.organization_id = ended.organization_id and m.user_id = ended.user_id
    )
    ${insertAuditEvents(
      causeOf(ctx),
      {
        action: "invitations.end",
        subject: { id: sql`id`, name: sql`username` },
        details: { reason: "replaced" },
      },
      sql`ended_invitations`,
    )}`);
}
