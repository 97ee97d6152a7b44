import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { isActive } from "@/db/access/rights";
import { insertAuditEvents } from "@/db/audit/record";
import { recordRefusal } from "@/db/audit/record-refusal";
import type { Database } from "@/db/client";
import { Limited } from "@/db/errors";
import { enqueue } from "@/db/queue/enqueue";
import { rowsOf } from "@/db/rows";
import { isValid, type Session } from "@/db/sessions/session";
import { hasKey } from "./key";
import { resendLimits } from "./resend-limits";
import { CLOSED_REASONS, causeOfInvitee, closedReason, InvitationClosed } from "./respond";

type Request = {
  readonly db: Database;
  readonly session: Session;
  /** Hostile input. */
  readonly invitationId: unknown;
  /** The IP address. */
  readonly address: string;
};

const foundRow = z.object({
  id: z.string(),
  username: z.string(),
  organizationId: z.string(),
  isOpen: z.boolean(),
  isWaiting: z.boolean(),
  limitedUntil: z.coerce.date().nullable(),
  emailed: z.boolean(),
  hasAddress: z.boolean(),
  closed: z.enum(CLOSED_REASONS),
});
type Found = z.infer<typeof foundRow>;

/**
 * Emails a pending invitation again because its invitee asks for it. As with every resend, the email has a new link, and
 * earlier links stop working. The inviter and the expiry stay, so that nobody can extend their own invitation. Shares
 * cooldown and daily limit with `resendInvitations`. Does nothing if an email is already queued.
 * @throws InvitationClosed if it isn't this account's, or is no longer open; Limited after too many emails
 */
export async function emailInvitationAgain(request: Request): Promise<void> {
  const { db, session, address } = request;
  const isOwn = hasKey({ invitationId: request.invitationId }, session);
  if (!isOwn) throw new InvitationClosed({ code: "no-such-link" });
  const found = await db.transactionInTurn({ accountId: session.userId }, async (tx) => {
    await tx.execute(sql`
      select from memberships pm
      join invitations i on i.parent_organization_id = pm.organization_id and i.user_id = pm.user_id
      where ${isOwn}
      for no key update of pm, i`);
    const [row] = await rowsOf(tx, foundRow)`${claimAndEnqueue(isOwn, session, address)}`;
    return row;
  });
  if (!found) throw new InvitationClosed({ code: "no-such-link" });
  if (found.emailed || (found.isOpen && found.isWaiting)) return;
  const retryAt = found.isOpen ? found.limitedUntil : null;
  const refusal = retryAt ? new Limited({ code: "emailed-recently" }, retryAt) : closedRefusal(found);
  const cause = {
    organizationId: found.organizationId,
    actorId: session.userId,
    actorName: found.username,
    actingFromId: null,
    address,
  };
  const subject = { id: found.id, name: found.username };
  await recordRefusal(db, cause, { action: "invitations.resend", subject }, refusal);
  throw refusal;
}

function closedRefusal({ hasAddress, closed }: Found): InvitationClosed {
  const onlyAddressIsMissing = closed === "left-parent" && !hasAddress;
  return new InvitationClosed(
    onlyAddressIsMissing ? { code: "account-without-email" } : { code: "invitation-closed", closed },
  );
}

function claimAndEnqueue(isOwn: SQL, session: Session, address: string): SQL {
  return sql`
    with requested as (
      select
        i.id,
        (
          i.status = 'pending'
          and i.expires_order > clock_timestamp()
          and u.email is not null
          and ${isActive(sql`o.path`)}
          and pm.ends > clock_timestamp()
        ) as is_open,
        ${closedReason} as closed,
        u.email is not null as has_address,
        i.email_state = 'waiting' as is_waiting,
        greatest(limits.cooldown_ends_at, limits.daily_limit_ends_at) as limited_until
      from invitations i
      join organizations o on o.id = i.organization_id
      join users u on ${isValid(session, sql`u`)}
      join memberships pm on pm.organization_id = i.parent_organization_id and pm.user_id = i.user_id
      cross join lateral (${resendLimits(sql`i`)}) as limits
      where ${isOwn}
    ),
    claimed as (
      update invitations i
      set link_hash = null,
        delivery_began_at = null,
        email_state = 'waiting',
        email_error = null,
        sending = i.sending + 1,
        resent_at = i.resent_at || now()
      from requested r
      where i.id = r.id and r.is_open and not r.is_waiting and r.limited_until is null
      returning i.*
    ),
    audited as (${insertAuditEvents(
      causeOfInvitee(address),
      { action: "invitations.resend", subject: { id: sql`id`, name: sql`username` } },
      sql`claimed`,
    )}),
    enqueued as (${enqueue(
      "send-invitation",
      { invitationId: sql`id`, round: sql`cardinality(resent_at)`, keepExpiry: sql`true` },
      { key: sql`'invitation:' || id`, from: sql`claimed` },
    )})
    select
      i.id,
      i.username,
      i.organization_id as "organizationId",
      r.is_open as "isOpen",
      r.is_waiting as "isWaiting",
      r.has_address as "hasAddress",
      r.closed,
      to_json(r.limited_until) as "limitedUntil",
      claimed.id is not null as emailed
    from requested r
    join invitations i using (id)
    left join claimed using (id)
    cross join enqueued`;
}
