import { sql } from "drizzle-orm";
import { parseLink } from "@/db/link";
import { isValid } from "@/db/sessions/session";
import type { InvitationResponse } from "./respond";

/**
 * Notes when the invitee saw a live invitation for the first time. Nobody else's look, and no later one, is noted; the
 * invitation stays as pending as it was.
 */
export async function recordOpening({ db, session, link, address }: InvitationResponse): Promise<void> {
  const hash = parseLink(link);
  if (!hash) return;
  const opening = sql`
    with opened as (
      update invitations i set opened_at = now()
      from users u
      where i.link_hash = decode(${hash.toString("hex")}, 'hex') and i.status = 'pending' and i.expires_at > clock_timestamp()
        and i.opened_at is null and u.id = i.user_id and ${isValid(session, sql`u`)}
      returning i.id, i.organization_id, i.user_id, i.username
    )
    insert into audit_events (organization_id, actor_id, actor_name, address, action, subject_id, subject_name)
    select organization_id, user_id, username, ${address}, 'invitations.open', id, username from opened`;
  await db.transaction((tx) => tx.execute(opening));
}
