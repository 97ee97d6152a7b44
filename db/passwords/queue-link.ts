import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { enqueue } from "@/db/queue/enqueue";

/** Requests do not extend one link for longer than this. */
const LONGEST_HOURS = 24;

type Options = {
  /** Send a live link once more, so that a request by a stranger takes nothing from the person. Otherwise it stops working now. */
  readonly keepLive?: boolean;
};

/**
 * Queues the email with the link to set a password. What happens to an email that is being sent right now is no longer
 * recorded. The link's hash is stored when the email is sent.
 */
export async function queuePasswordLink(
  tx: Transaction,
  userId: string,
  { keepLive = false }: Options = {},
): Promise<void> {
  const kept = sql`(${keepLive}::boolean and l.expires_at > now()
    and l.requested_at > now() - make_interval(hours => ${LONGEST_HOURS}))`;
  await tx.execute(sql`
    with requested as (
      insert into password_links as l (user_id) values (${userId})
      on conflict (user_id) do update
        set link_id = case when ${kept} then l.link_id else excluded.link_id end,
          link_hash = case when ${kept} then l.link_hash end,
          expires_at = case when ${kept} then l.expires_at end,
          requested_at = case when ${kept} then l.requested_at else now() end,
          sending = l.sending + 1, delivery_began_at = null, email_state = 'waiting', email_error = null, sent_at = null
      returning user_id
    )
    ${enqueue(
      "send-password-link",
      { userId: sql`user_id` },
      { key: sql`'password-link:' || user_id`, from: sql`requested` },
    )}`);
}
