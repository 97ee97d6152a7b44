import { sql } from "drizzle-orm";
import { z } from "zod";
import { isActive } from "@/db/access/rights";
import { insertAuditEvents } from "@/db/audit/record";
import type { Database } from "@/db/client";
import { Limited } from "@/db/errors";
import { consume } from "@/db/limits/limits";
import { networkOf, siteOf } from "@/db/limits/network";
import { enqueue } from "@/db/queue/enqueue";
import { isValid, type Session } from "@/db/sessions/session";
import { hasConfirmedAddress } from "@/db/users/confirmed-address";
import { readerOf, readerRow } from "@/db/users/reader";
import { hasKey, type InvitationKey } from "./key";
import { inviterOrAdministrators } from "./recipients";

/**
 * Requests a new link for an expired invitation, at most once a day until it is resent. A job then enqueues the emails.
 * Returns nothing and takes the same steps for every link, so that it doesn't reveal which links exist. Requests over the
 * network's limit are ignored.
 * @param call.session null if nobody is signed in
 */
export async function requestNewLink({
  db,
  session,
  address,
  ...key
}: InvitationKey & {
  readonly db: Database;
  readonly session: Session | null;
  /** The IP address. */
  readonly address: string;
}): Promise<void> {
  const isNamed = hasKey(key, session);
  if (!isNamed) return;
  try {
    const [network, site] = [networkOf(address), siteOf(address)];
    await consume(db, "link-requests-from-address", network);
    if (site !== network) await consume(db, "link-requests-from-site", site);
  } catch (error) {
    if (error instanceof Limited) return;
    throw error;
  }
  const request = sql`
    with requested as (
      update invitations i
      set new_link_requested_at = now()
      from organizations o
      where ${isNamed}
        and i.status = 'pending'
        and i.expires_at <= clock_timestamp()
        and (i.new_link_requested_at is null or i.new_link_requested_at <= now() - interval '1 day')
        and o.id = i.organization_id
        and ${isActive(sql`o.path`)}
      returning i.id, i.organization_id, i.username
    ),
    audited as (${insertAuditEvents(
      {
        organizationId: sql`requested.organization_id`,
        actorId: sql`u.id`,
        actorName: sql`u.username`,
        address,
      },
      {
        action: "invitations.request-new-link",
        subject: { id: sql`requested.id`, name: sql`requested.username` },
      },
      sql`requested left join users u on ${isValid(session, sql`u`)}`,
    )})
    ${enqueue(
      "notify-new-link-requested",
      { invitationId: sql`id` },
      { key: sql`'new-link-request:' || id`, from: sql`requested` },
    )}`;
  // Everybody without a session takes turns with the network's other requests.
  const accountId = session?.userId ?? `network ${networkOf(address)}`;
  await db.transactionInTurn({ accountId }, (tx) => tx.execute(request));
}

/**
 * For a job: enqueues the emails about a requested link, to the inviter or to members who can invite. Not part of
 * `requestNewLink`, because its duration would reveal how many recipients there are. If it runs again, it doesn't enqueue an
 * email twice.
 */
export async function notifyNewLinkRequested(call: { db: Database; invitationId: string }): Promise<void> {
  const enqueueEmails = enqueue(
    "send-new-link-request",
    { invitationId: sql`i.id`, recipientId: sql`recipient.user_id` },
    {
      key: sql`concat_ws(':', 'link-request', i.id, recipient.user_id)`,
      from: sql`
        invitations i
        join organizations o on o.id = i.organization_id and ${isActive(sql`o.path`)}
        cross join lateral (
          ${inviterOrAdministrators(sql`i.inviter_id`, sql`o.id`)}
        ) as recipient
        where i.id = ${call.invitationId}
          and i.status = 'pending'
          and i.new_link_requested_at is not null`,
    },
  );
  await call.db.transaction((tx) => tx.execute(enqueueEmails));
}

const newLinkRequest = z.object({
  recipient: z.object({ name: z.string(), email: z.string() }),
  reader: readerRow,
  inviteeName: z.string(),
  username: z.string(),
  requestedAt: z.coerce.date(),
  organization: z.object({ id: z.string(), name: z.string(), handle: z.string() }),
});
export type NewLinkRequest = Readonly<z.infer<typeof newLinkRequest>>;

/**
 * What the email about a requested link says. Null if the invitation has been resent in the meantime, or if the recipient is
 * disabled, has no confirmed email address or can't see invitations there anymore.
 */
export async function findNewLinkRequest(call: {
  db: Database;
  invitationId: string;
  recipientId: string;
}): Promise<NewLinkRequest | null> {
  const [row] = await call.db.execute(sql`
    select
      json_build_object('name', recipient.name, 'email', recipient.email) as recipient,
      ${readerOf(sql`recipient`, sql`o`)} as reader,
      i.name as "inviteeName",
      i.username,
      to_json(i.new_link_requested_at) as "requestedAt",
      json_build_object('id', o.id, 'name', o.name, 'handle', root.handle) as organization
    from invitations i
    join organizations o on o.id = i.organization_id and ${isActive(sql`o.path`)}
    join organizations root on root.id = o.root_id
    join users recipient
      on recipient.id = ${call.recipientId}
      and recipient.disabled_at is null
      and ${hasConfirmedAddress(sql`recipient`)}
    join lateral effective_permissions(recipient.id, o.id) as rights
      on rights.is_administrator or 'invitations.view' = any(rights.permissions)
    where i.id = ${call.invitationId}
      and i.status = 'pending'
      and i.new_link_requested_at is not null`);
  return row ? newLinkRequest.parse(row) : null;
}
