import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";

const MAIL_ATTEMPTS = 21; // with graphile-worker's pauses of exp(min(attempt, 10)) seconds: three days

/**
 * Queues the mail with the link by which somebody sets a password. The link before it is dead from now on, and what
 * becomes of a mail that is just being sent with it is no longer noted. The link is made when the mail is sent.
 */
export async function requestPasswordLink(tx: Transaction, userId: string): Promise<void> {
  await tx.execute(sql`
    with requested as (
      insert into password_links as l (user_id) values (${userId})
      on conflict (user_id) do update
        set link_hash = null, sending = l.sending + 1, mail_state = 'waiting', mail_error = null, requested_at = now(),
          sent_at = null, expires_at = null
      returning user_id
    )
    select graphile_worker.add_job('send-password-link', json_build_object('userId', user_id),
      job_key := 'password-link:' || user_id, max_attempts := ${MAIL_ATTEMPTS})
    from requested`);
}
