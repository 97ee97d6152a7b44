import { sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";
import type { Database } from "@/db/client";
import { BATCH_SIZE } from "@/lib/bulk-actions";

/**
 * For a job: deletes the next batch of memberships after their end date. What depends on them (memberships of child
 * organizations, pending invitations) ends by foreign key and trigger, which record each. Nothing depends on when this job
 * runs, because a membership gives no rights after its end date. Locked rows are left for the next run.
 * @returns how many were deleted, without dependent ones; fewer than `BATCH_SIZE` if there are no more
 */
export async function endDueMemberships({ db }: { db: Database }): Promise<number> {
  const deleteDue = sql`
    with due as (
      select m.organization_id, m.user_id
      from memberships m
      where m.ends < 'infinity' and not ${isCurrent(sql`m`)} and m.ends_at <= now()
      order by m.ends
      limit ${BATCH_SIZE}
      for update skip locked
    )
    delete from memberships m
    using due
    where m.organization_id = due.organization_id and m.user_id = due.user_id
    returning m.user_id`;
  const deleted = await db.transaction((tx) => tx.execute(deleteDue));
  return deleted.length;
}
