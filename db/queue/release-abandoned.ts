import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/**
 * Gives back the jobs and queues of workers that were killed. The queue by itself waits four hours, for it cannot know how long
 * a job may take; ours are done or given up within two minutes. Relies on the queue's own tables (graphile-worker 0.17).
 */
export async function releaseAbandonedJobs({ db }: { db: Database }): Promise<void> {
  await db.execute(sql`
    update graphile_worker._private_jobs set locked_at = null, locked_by = null, run_at = greatest(run_at, now())
    where locked_at < now() - interval '5 minutes'`);
  await db.execute(sql`
    update graphile_worker._private_job_queues set locked_at = null, locked_by = null
    where locked_at < now() - interval '5 minutes'`);
}
