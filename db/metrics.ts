import { z } from "zod";
import type { Database } from "@/db/client";
import { WORKERS } from "@/db/queue/presence";
import { rowsOf } from "@/db/rows";

export type DatabaseMetrics = {
  readonly jobs: readonly { readonly task: string; readonly state: JobState; readonly count: number }[];
  /** How long the oldest waiting job has been due. */
  readonly oldestSeconds: number;
  /** Invitations and password links whose email has failed and can still be resent. */
  readonly failedEmails: number;
  readonly workers: number;
};

export const JOB_STATES = ["waiting", "running", "retrying", "failed"] as const;
type JobState = (typeof JOB_STATES)[number];

const metricsRow = z.object({
  jobs: z.array(z.object({ task: z.string(), state: z.enum(JOB_STATES), count: z.number() })),
  oldestSeconds: z.number(),
  failedEmails: z.number(),
  workers: z.number(),
});

/**
 * Reads what all processes share: the queue, failed emails, workers. One statement, whose cost grows only with the queue.
 * @throws when the database is unavailable
 */
export async function readDatabaseMetrics(db: Database): Promise<DatabaseMetrics> {
  const [row] = await rowsOf(db, metricsRow)`
    with jobs as (
      select task_identifier as task, run_at, case
        when attempts >= max_attempts then 'failed'
        when locked_at is not null then 'running'
        when attempts > 0 then 'retrying'
        else 'waiting' end as state
      from graphile_worker.jobs
    )
    select
      (select coalesce(json_agg(counted), '[]')
        from (select task, state, count(*)::int as count from jobs group by task, state) counted) as jobs,
      (select coalesce(extract(epoch from now() - min(run_at)), 0)::float
        from jobs where state in ('waiting', 'retrying') and run_at <= now()) as "oldestSeconds",
      (select count(*)::int from invitations where status = 'pending' and email_state = 'failed')
        + (select count(*)::int from password_links where email_state = 'failed') as "failedEmails",
      (select count(*)::int from pg_locks l join pg_database d on d.oid = l.database
        where d.datname = current_database() and l.locktype = 'advisory' and l.classid::bigint = ${WORKERS}) as workers`;
  if (!row) throw new Error("The query always returns one row.");
  return row;
}
