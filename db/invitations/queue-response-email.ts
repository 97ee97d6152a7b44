import { type SQL, sql } from "drizzle-orm";
import { REQUEST_ID } from "@/db/transactions";
import { EMAIL_ATTEMPTS } from "./write";

/**
 * A sub-select of one number, to be read in the statement that writes an answer: queues the mail that tells the inviter,
 * if they want it. Whether they may be told is asked when it is sent.
 * @param answered an SQL name of the rows of invitations that are answered
 */
export function queueResponseEmail(answered: SQL): SQL {
  // The queue is told of a job also when there is none, which makes everybody's commits wait for each other: it is called
  // for the rows that are left, and "offset 0" keeps the planner from calling it for others.
  return sql`
    select count(*) from (
      select i.id from ${answered} as i join users inviter on inviter.id = i.inviter_id
      where inviter.wants_response_emails and inviter.email is not null and inviter.id <> i.user_id offset 0
    ) as wanted
    cross join lateral graphile_worker.add_jobs(array[
      row('send-response-email', json_build_object('invitationId', wanted.id, 'requestId', ${REQUEST_ID}), null, null,
        ${EMAIL_ATTEMPTS}, 'answer:' || wanted.id, null, null)::graphile_worker.job_spec])`;
}
