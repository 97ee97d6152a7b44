import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { isAbsent } from "@/db/queue/presence";

/**
 * Gives back the jobs of workers that are gone: within seconds where their process ended, and after five minutes where
 * nobody saw it, as when a machine loses its power. The queue by itself waits four hours, for it cannot know how long a
 * job may take; ours are done or given up within two minutes. Relies on the queue's own tables (graphile-worker 0.17).
 */
export async function releaseAbandonedJobs({ db }: { db: Database }): Promise<void> {
  await db.execute(sql`
    with queues as (
      update graphile_worker._private_job_queues q set locked_at = null, locked_by = null where ${isAbandoned(sql`q`)}
    )
    update graphile_worker._private_jobs j set locked_at = null, locked_by = null, run_at = greatest(run_at, now())
    where ${isAbandoned(sql`j`)}`);
}

function isAbandoned(locked: SQL): SQL {
  return sql`(${locked}.locked_at < now() - interval '5 minutes'
    or (${locked}.locked_at < now() - interval '5 seconds' and ${isAbsent(sql`${locked}.locked_by`)}))`;
}
