import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { isAbsent } from "@/db/queue/presence";

/**
 * Everything that uses graphile-worker's private tables, which may change in any release. Its public views and functions
 * can't release a job that a dead worker has locked. After an upgrade, compare these tables with `sql/` in the package, then
 * change this constant: a test compares it with the installed version.
 */
export const GRAPHILE_WORKER_VERSION = "0.17.3";

export const PRIVATE_JOBS = "graphile_worker._private_jobs";
const jobs = sql.raw(PRIVATE_JOBS);

/**
 * Releases the jobs of workers that have ended: within seconds if their process ended, and after five minutes if the server
 * couldn't notice it, as after a power failure. graphile-worker itself waits four hours, because it can't know how long a job
 * takes. Usher's jobs end within two minutes.
 */
export async function releaseAbandonedJobs({ db }: { db: Database }): Promise<void> {
  await db.execute(sql`
    with released_queues as (
      update graphile_worker._private_job_queues q
      set locked_at = null, locked_by = null
      where ${isAbandoned(sql`q`)}
    )
    update ${jobs} j
    set locked_at = null, locked_by = null, run_at = greatest(run_at, now())
    where ${isAbandoned(sql`j`)}`);
}

function isAbandoned(locked: SQL): SQL {
  return sql`(
    ${locked}.locked_at < now() - interval '5 minutes'
    or (${locked}.locked_at < now() - interval '5 seconds' and ${isAbsent(sql`${locked}.locked_by`)})
  )`;
}
