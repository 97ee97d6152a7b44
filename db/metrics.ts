import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { WORKERS } from "@/db/queue/presence";

export type DatabaseMetrics = {
  readonly jobs: readonly { readonly task: string; readonly state: JobState; readonly count: number }[];
  /** How long the job has been due that has waited longest. */
  readonly oldestSeconds: number;
  /** Emails to invitees and password links that are given up, of those that someone can still send again. */
  readonly failedEmails: number;
  readonly workers: number;
};

export const JOB_STATES = ["waiting", "running", "retrying", "failed"] as const;
type JobState = (typeof JOB_STATES)[number];

/**
 * Counts what all processes share: the queue, the emails that failed, the workers. One statement, by indexes, and its cost
 * grows only with the queue.
 * @throws when the database is away
 */
export async function readDatabaseMetrics(db: Database): Promise<DatabaseMetrics> {
  const [row] = await db.execute<DatabaseMetrics>(sql`
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
        where d.datname = current_database() and l.locktype = 'advisory' and l.classid::bigint = ${WORKERS}) as workers`);
  if (!row) throw new Error("A select without from answers with one row.");
  return row;
}
