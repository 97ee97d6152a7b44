import { type SQL, sql } from "drizzle-orm";
import { enqueue } from "@/db/queue/enqueue";

/**
 * A sub-select of one number, to be read in the statement that writes an answer: queues the mail that tells the inviter,
 * if they want it. Whether they may be told is asked when it is sent.
 * @param answered an SQL name of the rows of invitations that are answered
 */
export function queueResponseEmail(answered: SQL): SQL {
  return enqueue(
    "send-response-email",
    { invitationId: sql`i.id` },
    {
      key: sql`'answer:' || i.id`,
      from: sql`${answered} as i
        join users inviter on inviter.id = i.inviter_id
        where inviter.wants_response_emails
          and inviter.email is not null
          and inviter.id <> i.user_id`,
    },
  );
}
