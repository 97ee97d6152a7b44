import { type SQL, sql } from "drizzle-orm";
import { inviterToMail } from "@/db/invitations/inviter-to-mail";
import { MAIL_ATTEMPTS } from "@/db/invitations/write";

/**
 * A sub-select of one number, to be read in the statement that writes an answer: queues the mail that tells the inviter,
 * if they want it.
 * @param answered an SQL name of the rows of invitations that are answered
 */
export function queueAnswerMail(answered: SQL): SQL {
  return sql`
    select count(*) from graphile_worker.add_jobs(array(
      select row('send-answer', json_build_object('invitationId', i.id), null, null, ${MAIL_ATTEMPTS}, 'answer:' || i.id, null, null)::graphile_worker.job_spec
      from ${answered} as i ${inviterToMail} where inviter.mails_answers and inviter.id <> i.user_id))`;
}
