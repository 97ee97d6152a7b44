import { sql } from "drizzle-orm";
import { isActive, isCurrent } from "@/db/access/rights";
import type { Database } from "@/db/client";
import { responseRecipients } from "@/db/invitations/response-recipients";
import { enqueue } from "@/db/queue/enqueue";
import { BATCH_SIZE } from "@/lib/bulk-actions";
import { NOTICE } from "./notice";

/**
 * Queues the next part of the mails that tell both sides, the member and whoever invited them, that a membership ends
 * within a week: once for each end. In an organization that is inactive nobody is told before it is active again.
 * @returns for how many memberships it was queued; fewer than `BATCH_SIZE` when there are no more
 */
export async function notifyEnds({ db }: { db: Database }): Promise<number> {
  const telling = sql`
    with soon as (
      select m.organization_id, m.user_id, o.path
      from memberships m join organizations o on o.id = m.organization_id
      where m.ends < 'infinity' and ${isCurrent(sql`m`)} and m.ends <= now() + ${NOTICE} and m.end_notified_for is distinct from m.ends
        and ${isActive(sql`o.path`)}
      order by m.ends limit ${BATCH_SIZE} for update of m skip locked
    ),
    told as (
      update memberships m set end_notified_for = m.ends
      from soon where m.organization_id = soon.organization_id and m.user_id = soon.user_id
      returning m.organization_id, m.user_id, m.invited_by_id, m.ends, soon.path
    ),
    recipients as (
      select organization_id, user_id, ends, user_id as recipient_id from told
      union
      select told.organization_id, told.user_id, told.ends, listener.user_id
      from told cross join lateral (${responseRecipients(sql`told.invited_by_id`, sql`told.organization_id`)}) as listener
    ),
    queued as (
      ${enqueue(
        "send-membership-end",
        {
          organizationId: sql`organization_id`,
          userId: sql`user_id`,
          recipientId: sql`recipient_id`,
          ends: sql`ends`,
        },
        {
          key: sql`concat_ws(':', 'ending', organization_id, user_id, recipient_id)`,
          from: sql`recipients`,
        },
      )}
    )
    select count(*)::int as told from told cross join queued`;
  const [row] = await db.transaction((tx) => tx.execute<{ told: number }>(telling));
  return row?.told ?? 0;
}
