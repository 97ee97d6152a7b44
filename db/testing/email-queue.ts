import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { PRIVATE_JOBS } from "@/db/queue/private-tables";
import type { EmailError } from "@/lib/email-errors";

const privateJobs = sql.raw(PRIVATE_JOBS);

/** The state of an invitation's email. */
export async function emailState(db: Database, organizationId: string, username: string) {
  const [row] = await db.execute<{
    id: string;
    emailState: string;
    emailError: EmailError | null;
    sending: number;
  }>(sql`
    select id, email_state as "emailState", email_error as "emailError", sending from invitations
    where organization_id = ${organizationId} and username = ${username}`);
  return row;
}

export type QueuedJob = {
  readonly task: string;
  readonly key: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly priority: number;
  readonly error: string | null;
};

/** Lets the worker try all jobs again now, so that a test needn't wait for their next attempt. */
export async function retryJobsNow(db: Database): Promise<void> {
  await db.execute(
    sql`select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs), now())`,
  );
}

/** The jobs in the queue, oldest first. */
export async function queuedJobs(db: Database): Promise<QueuedJob[]> {
  return db.execute<QueuedJob>(sql`
    select task_identifier as task, job.key, payload, job.attempts, job.max_attempts as "maxAttempts", job.priority,
      job.last_error as error
    from graphile_worker.jobs job
    join ${privateJobs} private on private.id = job.id
    order by job.id`);
}

/** Locks all jobs as a killed worker would leave them. @param ago when they were locked, like "6 minutes" */
export async function killWorkerOver(db: Database, ago: string): Promise<void> {
  await db.execute(sql`
    update ${privateJobs} set attempts = 1, locked_by = 'killed', locked_at = now() - ${ago}::interval`);
}

export async function lockedJobs(db: Database): Promise<number> {
  const locked = await db.execute(sql`select from ${privateJobs} where locked_at is not null`);
  return locked.length;
}

export async function emptyQueue(db: Database): Promise<void> {
  await db.execute(sql`delete from ${privateJobs}`);
}
