import { sql } from "drizzle-orm";
import { isActive } from "@/db/access/rights";
import { Limited } from "@/db/errors";
import { consume } from "@/db/limits/limits";
import { networkOf } from "@/db/limits/network";
import { parseLink } from "@/db/link";
import { enqueue } from "@/db/queue/enqueue";
import { isValid, type Session } from "@/db/sessions/session";
import type { InvitationResponse } from "./respond";

/** What whoever has a link hands in, signed in or not. */
type Asking = Omit<InvitationResponse, "session"> & { readonly session: Session | null };

/**
 * Notes on an expired invitation that a new link is wanted, and has those told who can send one (`notifyNewLinkRequested`): once
 * a day, until it is sent again. Tells nothing, whatever the link leads to and whether anything was noted; a network that asks too often
 * is not heard.
 */
export async function requestNewLink({ db, session, link, address }: Asking): Promise<void> {
  const hash = parseLink(link);
  if (!hash) return;
  try {
    await consume(db, "links-asked-from-address", networkOf(address));
  } catch (error) {
    if (error instanceof Limited) return;
    throw error;
  }
  const asking = sql`
    with asked as (
      update invitations i set new_link_requested_at = now()
      from organizations o
      where i.link_hash = decode(${hash.toString("hex")}, 'hex') and i.status = 'pending' and i.expires_at <= clock_timestamp()
        and (i.new_link_requested_at is null or i.new_link_requested_at <= now() - interval '1 day')
        and o.id = i.organization_id and ${isActive(sql`o.path`)}
      returning i.id, i.organization_id, i.username
    ),
    audited as (
      insert into audit_events (organization_id, actor_id, actor_name, address, action, subject_id, subject_name)
      select asked.organization_id, u.id, u.username, ${address}, 'invitations.ask', asked.id, asked.username
      from asked left join users u on ${isValid(session, sql`u`)}
    )
    ${enqueue(
      "notify-new-link-requested",
      { invitationId: sql`id` },
      { key: sql`'new-link-request:' || id`, from: sql`asked` },
    )}`;
  await db.transaction((tx) => tx.execute(asking));
}
