import { sql } from "drizzle-orm";
import { isActive } from "@/db/access/rights";
import type { Database } from "@/db/client";
import { REQUEST_ID } from "@/db/transactions";
import { responseRecipients } from "./response-recipients";
import { EMAIL_ATTEMPTS } from "./write";

/**
 * Queues the mails that a new link is wanted: to the inviter, or where they are gone to some of those who may invite.
 * Apart from `requestNewLink`, so that whoever asks never waits for how many these are. Twice queues each once.
 */
export async function notifyNewLinkRequested(call: { db: Database; invitationId: string }): Promise<void> {
  const telling = sql`
    select count(*) from graphile_worker.add_jobs(array(
      select row('send-new-link-request', json_build_object(
          'invitationId', i.id, 'recipientId', listener.user_id, 'requestId', ${REQUEST_ID}),
        null, null, ${EMAIL_ATTEMPTS}, concat_ws(':', 'link-asked', i.id, listener.user_id), null, null)::graphile_worker.job_spec
      from invitations i
      join organizations o on o.id = i.organization_id and ${isActive(sql`o.path`)}
      cross join lateral (${responseRecipients(sql`i.inviter_id`, sql`o.id`, sql`o.path`)}) as listener
      where i.id = ${call.invitationId} and i.status = 'pending' and i.new_link_requested_at is not null))`;
  await call.db.executeAll([telling]);
}
