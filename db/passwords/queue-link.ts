import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { enqueue, SIGN_IN_PRIORITY } from "@/db/queue/enqueue";

/** Requests extend a link for at most this long. */
const MAX_HOURS = 24;

type Options = {
  /**
   * Whether a valid link is sent again, so that strangers can't invalidate it with a request. Otherwise it stops working now.
   */
  readonly keepValid?: boolean;
};

/**
 * Queues the email with the link to set a password. The outcome of an email that is being sent now is no longer recorded. The
 * link's hash is stored when the email is sent.
 */
export async function queuePasswordLink(
  tx: Transaction,
  userId: string,
  { keepValid = false }: Options = {},
): Promise<void> {
  const keep = sql`(${keepValid}::boolean and l.expires_at > now()
    and l.requested_at > now() - make_interval(hours => ${MAX_HOURS}))`;
  await tx.execute(sql`
    with requested as (
      insert into password_links as l (user_id) values (${userId})
      on conflict (user_id) do update
        set link_id = case when ${keep} then l.link_id else excluded.link_id end,
          link_hash = case when ${keep} then l.link_hash end,
          expires_at = case when ${keep} then l.expires_at end,
          requested_at = case when ${keep} then l.requested_at else now() end,
          sending = l.sending + 1, delivery_began_at = null, email_state = 'waiting', email_error = null, sent_at = null
      returning user_id
    )
    ${enqueue(
      "send-password-link",
      { userId: sql`user_id` },
      { key: sql`'password-link:' || user_id`, priority: SIGN_IN_PRIORITY, from: sql`requested` },
    )}`);
}
