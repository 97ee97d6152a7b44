import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { insertAuditEvents } from "@/db/audit/record";
import { plainText } from "@/db/text";
import { DECLINE_REASON_LENGTH } from "@/lib/invitations";
import { cutText } from "@/lib/text";
import { causeOfInvitee, type InvitationResponse, respondToInvitation } from "./respond";
import { enqueueResponseEmail } from "./response-email";

/**
 * Declines a pending invitation, and enqueues the email to the inviter.
 * @param response.reason optional, from the invitee; cut after 300 characters
 * @throws InvitationClosed as `respondToInvitation` does
 */
export async function declineInvitation(
  response: InvitationResponse & { readonly reason?: string },
): Promise<void> {
  const reason = cut(plainText(cutText(response.reason ?? "", 4 * DECLINE_REASON_LENGTH)));
  await respondToInvitation(response, {
    action: "invitations.decline",
    row: z.object({}),
    write: (claim) => decline(claim, reason, response.address),
  });
}

function decline(claim: SQL, reason: string | null, address: string): SQL {
  return sql`
    with claimed as (
      update invitations i
      set status = 'declined',
        ended_at = now(),
        end_reason = 'declined',
        decline_reason = ${reason},
        opened_at = coalesce(i.opened_at, now())
      ${claim}
      returning i.*
    ),
    enqueued as (${enqueueResponseEmail(sql`claimed`)})
    ${insertAuditEvents(
      causeOfInvitee(address),
      {
        action: "invitations.decline",
        subject: { id: sql`id`, name: sql`username` },
        details: { declineReason: sql`to_jsonb(decline_reason)` },
      },
      sql`claimed cross join enqueued`,
    )}
    returning id`;
}

/** Normalizes the text again after cutting it, because spaces may be left at the end. */
function cut(reason: string | null): string | null {
  return reason && plainText(cutText(reason, DECLINE_REASON_LENGTH));
}
