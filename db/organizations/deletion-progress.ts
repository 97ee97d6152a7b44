import { type SQL, sql } from "drizzle-orm";

/** A `DeletionProgress` of the organization `o`; null if it isn't being deleted. */
export const runningDeletion: SQL = sql`(
  select json_build_object('deleted', ${deletedBy(sql`b`)}, 'size', b.size)
  from bulk_actions b
  where b.target_organization_id = o.id and b.state = 'running'
)`;

/** Like `runningDeletion`, for the last deletion that was stopped since `o` was disabled, with the reason. */
export const stoppedDeletion: SQL = sql`(
  select json_build_object('deleted', ${deletedBy(sql`b`)}, 'size', b.size, 'reason', b.reason)
  from bulk_actions b
  where b.target_organization_id = o.id and b.state = 'stopped' and b.created_at > o.disabled_at
  order by b.created_at desc
  limit 1
)`;

function deletedBy(bulkAction: SQL): SQL {
  return sql`(
    coalesce((${bulkAction}.tally ->> 'accounts')::int, 0)
    + coalesce((${bulkAction}.tally ->> 'invitedUsers')::int, 0)
  )`;
}
