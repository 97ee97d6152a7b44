import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/** What an invitation says of its mail. */
export async function emailState(db: Database, organizationId: string, username: string) {
  const [row] = await db.execute<{
    id: string;
    emailState: string;
    emailError: string | null;
    sending: number;
  }>(sql`
    select id, email_state as "emailState", email_error as "emailError", sending from invitations
    where organization_id = ${organizationId} and username = ${username}`);
  return row;
}

export async function queuedJobs(db: Database) {
  return db.execute<{ error: string | null }>(
    sql`select last_error as error from graphile_worker.jobs order by id`,
  );
}

/** As it looks when a worker was killed over its jobs. */
export async function killWorkerOver(db: Database, ago: string): Promise<void> {
  await db.execute(sql`
    update graphile_worker._private_jobs set attempts = 1, locked_by = 'killed', locked_at = now() - ${ago}::interval`);
}

export async function lockedJobs(db: Database): Promise<number> {
  const locked = await db.execute(sql`select from graphile_worker._private_jobs where locked_at is not null`);
  return locked.length;
}

export async function emptyQueue(db: Database): Promise<void> {
  await db.execute(sql`delete from graphile_worker._private_jobs`);
}
