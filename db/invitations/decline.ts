import { sql } from "drizzle-orm";
import { plainText } from "@/db/text";
import { DECLINE_REASON_LENGTH } from "@/lib/invitations";
import { queueResponseEmail } from "./queue-response-email";
import { type InvitationResponse, respondToInvitation } from "./respond";

/**
 * Ends a pending invitation by the invitee's own word, and queues the mail to an inviter who wants one. Nothing else
 * changes.
 * @param answer.reason why, in the invitee's words, if they want to say; what is longer than 300 characters is cut
 * @throws InvitationClosed as accepting does
 */
export async function declineInvitation(
  answer: InvitationResponse & { readonly reason?: string },
): Promise<void> {
  const reason = cut(plainText((answer.reason ?? "").slice(0, 4 * DECLINE_REASON_LENGTH)));
  await respondToInvitation(
    answer,
    "invitations.decline",
    ({ claim, address }) => sql`
    with claimed as (
      update invitations i set status = 'declined', ended_at = now(), end_reason = 'declined', decline_reason = ${reason},
        opened_at = coalesce(i.opened_at, now())
      ${claim}
      returning i.*
    ),
    queued as (${queueResponseEmail(sql`claimed`)})
    insert into audit_events (organization_id, actor_id, actor_name, address, action, subject_id, subject_name)
    select organization_id, user_id, username, ${address}, 'invitations.decline', id, username from claimed cross join queued
    returning id`,
  );
}

/** Cut in its normal form, which may be longer than what was entered. */
function cut(reason: string | null): string | null {
  return reason && plainText(reason.slice(0, DECLINE_REASON_LENGTH));
}
