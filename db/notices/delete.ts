import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { accountNotices } from "./table";

/** Deletes a notice, which contains an email address, after its email was sent or has failed for good. */
export async function deleteNotice({ db, noticeId }: { db: Database; noticeId: string }): Promise<void> {
  await db.delete(accountNotices).where(eq(accountNotices.id, noticeId));
}

/** For a job: deletes notices that no job will send, because the worker was killed during the last attempt. */
export async function deleteAbandonedNotices({ db }: { db: Database }): Promise<void> {
  await db.execute(sql`
    delete from account_notices n
    where not exists (
      select from graphile_worker.jobs j
      where j.key = 'account-notice:' || n.id
        and (j.attempts < j.max_attempts or j.locked_at is not null)
    )`);
}
