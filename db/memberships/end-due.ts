import { sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";
import type { Database } from "@/db/client";
import { BATCH_SIZE } from "@/lib/bulk-actions";

/**
 * Removes the next part of the memberships that have run out, with what is built on them: memberships below and pending
 * invitations go by foreign key and trigger, which record each. They have counted nowhere since their end; nothing waits
 * for this. Others who do the same at once take other rows, and what somebody holds right now is left for the next time.
 * @returns how many were removed, without those below; fewer than `BATCH_SIZE` when there are no more
 */
export async function endDueMemberships({ db }: { db: Database }): Promise<number> {
  const removing = sql`
    with due as (
      select m.organization_id, m.user_id from memberships m
      where m.ends < 'infinity' and not ${isCurrent(sql`m`)} and m.ends_at <= now()
      order by m.ends limit ${BATCH_SIZE} for update skip locked
    )
    delete from memberships m using due where m.organization_id = due.organization_id and m.user_id = due.user_id
    returning m.user_id`;
  const removed = await db.transaction((tx) => tx.execute(removing));
  return removed.length;
}
