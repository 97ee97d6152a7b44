import { sql } from "drizzle-orm";
import { isActive } from "@/db/access/rights";
import type { Database } from "@/db/client";
import { enqueue } from "@/db/queue/enqueue";
import { responseRecipients } from "./response-recipients";

/**
 * Queues the mails that a new link is wanted: to the inviter, or where they are gone to some of those who may invite.
 * Apart from `requestNewLink`, so that whoever asks never waits for how many these are. Twice queues each once.
 */
export async function notifyNewLinkRequested(call: { db: Database; invitationId: string }): Promise<void> {
  const enqueueEmails = enqueue(
    "send-new-link-request",
    { invitationId: sql`i.id`, recipientId: sql`recipient.user_id` },
    {
      key: sql`concat_ws(':', 'link-asked', i.id, recipient.user_id)`,
      from: sql`invitations i
        join organizations o on o.id = i.organization_id and ${isActive(sql`o.path`)}
        cross join lateral (${responseRecipients(sql`i.inviter_id`, sql`o.id`)}) as recipient
        where i.id = ${call.invitationId}
          and i.status = 'pending'
          and i.new_link_requested_at is not null`,
    },
  );
  await call.db.transaction((tx) => tx.execute(enqueueEmails));
}
