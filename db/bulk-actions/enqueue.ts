import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { enqueue } from "@/db/queue/enqueue";

/**
 * Lower numbers run first: emails for signing in, emails of single invitations (0), batches of bulk actions by their turn,
 * many emails at once. A priority is a smallint. Turns start again at the first one when no bulk action is waiting.
 */
const FIRST_TURN = 5;
const LAST_TURN = 30_000;

/**
 * Enqueues the next batch of a bulk action, once. All bulk actions share one queue, which runs one batch at a time, so that
 * they occupy one slot of the worker. Top-level organizations take turns, and the bulk actions of each take turns. So a small
 * bulk action doesn't wait for the end of a large one, and no top-level organization waits for all bulk actions of another.
 */
export async function enqueueNextBatch(tx: Transaction, bulkActionId: string): Promise<void> {
  const options = {
    key: `bulk_action:${bulkActionId}`,
    queue: "bulk_actions",
    priority: nextTurn(bulkActionId),
  };
  await tx.execute(enqueue("run-bulk-action", { bulkActionId }, options));
}

/** The turn after the top-level organization's last waiting one, but not before the running one. */
function nextTurn(bulkActionId: string): SQL {
  return sql`(
    select least(${LAST_TURN}, greatest(
      ${FIRST_TURN},
      min(turns.turn) filter (where turns.is_due),
      max(turns.turn) filter (where turns.top_level_id = ${topLevelOrganizationOf(sql`own`)}) + 1
    ))
    from bulk_actions b
    join organizations own on own.id = b.organization_id
    left join lateral (
      select job.priority as turn, ${topLevelOrganizationOf(sql`o`)} as top_level_id, job.run_at <= now() as is_due
      from bulk_actions other
      join organizations o on o.id = other.organization_id
      join graphile_worker.jobs job on job.key = 'bulk_action:' || other.id
      where other.state = 'running'
    ) as turns on true
    where b.id = ${bulkActionId}
    group by own.id, own.path
  )`;
}

/** Like `topLevelOrganizationOf` of a context. */
function topLevelOrganizationOf(organization: SQL): SQL {
  return sql`coalesce(${organization}.path[2], ${organization}.id)`;
}
