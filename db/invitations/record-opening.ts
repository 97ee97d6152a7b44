import { sql } from "drizzle-orm";
import { insertAuditEvents } from "@/db/audit/record";
import { isValid } from "@/db/sessions/session";
import { hasKey } from "./key";
import { causeOfInvitee, type InvitationResponse } from "./respond";

/** Records when the invitee first opened the link of a pending invitation. Does nothing for other accounts and later visits. */
export async function recordOpening({ db, session, address, ...key }: InvitationResponse): Promise<void> {
  const isNamed = hasKey(key, session);
  if (!isNamed) return;
  const recordFirst = sql`
    with opened as (
      update invitations i
      set opened_at = now()
      from users u
      where ${isNamed}
        and i.status = 'pending'
        and i.expires_at > clock_timestamp()
        and i.opened_at is null
        and u.id = i.user_id
        and ${isValid(session, sql`u`)}
      returning i.id, i.organization_id, i.user_id, i.username
    )
    ${insertAuditEvents(
      causeOfInvitee(address),
      { action: "invitations.open", subject: { id: sql`id`, name: sql`username` } },
      sql`opened`,
    )}`;
  await db.transactionInTurn({ accountId: session.userId }, (tx) => tx.execute(recordFirst));
}
