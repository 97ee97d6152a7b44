import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/** Deletes a notice, and with it the address, once its email has been sent or can't be. */
export async function forgetNotice({ db, noticeId }: { db: Database; noticeId: string }): Promise<void> {
  await db.execute(sql`delete from account_notices where id = ${noticeId}`);
}

/** For a job: deletes the notices that no job will send, as when a worker was killed at the last try. */
export async function forgetAbandonedNotices({ db }: { db: Database }): Promise<void> {
  await db.execute(sql`
    delete from account_notices n where not exists (
      select from graphile_worker.jobs j
      where j.key = 'account-notice:' || n.id and (j.attempts < j.max_attempts or j.locked_at is not null))`);
}
