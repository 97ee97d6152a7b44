import { type SQL, sql } from "drizzle-orm";
import { isActive } from "@/db/access/rights";
import type { Database } from "@/db/client";
import {
  beganAt,
  type Deferred,
  type EmailOutcome,
  isRepeated,
  recordEmailOutcome,
  type StartedAttempt,
} from "@/db/emails/delivery";
import { deriveLink, type LinkKeys } from "@/db/link";
import { dateOf } from "@/db/lists/read-list";
import { linkHours } from "./link-conditions";

export type LinkDelivery = StartedAttempt & {
  readonly userId: string;
  /** Emails with the same id contain the same link. */
  readonly linkId: string;
  readonly sending: number;
  /** The secret. Only the email contains it. */
  readonly link: string;
  readonly expiresAt: Date;
  readonly lifetimeHours: number;
  /** The account has no password yet. */
  readonly first: boolean;
  readonly organizationName: string;
  readonly user: { readonly username: string; readonly name: string; readonly email: string };
};

export type DeferredLink = Deferred & Pick<LinkDelivery, "linkId">;

type Waiting = { readonly db: Database; readonly keys: LinkKeys; readonly userId: string };

/**
 * Begins an attempt to send the link to set a password. The first attempt of a sending stores the link's hash and starts its
 * lifetime. Later attempts use the same link and times, unless the time is up or it is certain that no email was sent.
 * @returns `DeferredLink` while the account is disabled or has no address, or its organization is inactive; null if there is
 * nothing to send, because the link was used or sent already
 */
export async function beginLinkDelivery(call: Waiting): Promise<LinkDelivery | DeferredLink | null> {
  const { db, keys, userId } = call;
  const [waiting] = await db.execute<{ linkId: string; sending: number; repeated: boolean }>(sql`
    select l.link_id as "linkId", l.sending, ${isRepeated(sql`l`)} is true as repeated
    from password_links l
    where l.user_id = ${userId} and l.email_state = 'waiting'`);
  if (!waiting) return null;
  const { linkId, sending, repeated } = waiting;
  const unchanged = sql`l.link_id = ${linkId} and l.sending = ${sending} and l.email_state = 'waiting'`;
  const { link, hash } = deriveLink(keys.passwords, linkId);
  const began = beganAt(sql`l`);
  const [row] = await db.execute<Row>(sql`
    update password_links l
    set
      link_hash = decode(${hash.toString("hex")}, 'hex'),
      delivery_began_at = ${began},
      expires_at = ${began} + make_interval(hours => ${linkHours})
    from users u
    join organizations o on o.id = u.managing_organization_id
    where l.user_id = ${userId}
      and ${unchanged}
      and u.id = l.user_id
      and u.email is not null
      and u.disabled_at is null
      and ${isActive(sql`o.path`)}
    returning
      to_json(l.delivery_began_at) #>> '{}' as "beganAt",
      to_json(l.expires_at) #>> '{}' as "expiresAt",
      ${linkHours} as "lifetimeHours",
      u.password_hash is null as first,
      o.name as "organizationName",
      json_build_object('username', u.username, 'name', u.name, 'email', u.email) as user`);
  if (!row) return await findDeferral(call, unchanged);
  const times = { beganAt: dateOf(row.beganAt), expiresAt: dateOf(row.expiresAt) };
  return { ...row, ...times, userId, linkId, sending, repeated, link };
}

type Row = Pick<LinkDelivery, "lifetimeHours" | "first" | "organizationName" | "user"> & {
  beganAt: string;
  expiresAt: string;
};

async function findDeferral({ db, userId }: Waiting, unchanged: SQL): Promise<DeferredLink | null> {
  const [deferred] = await db.execute<DeferredLink>(sql`
    select
      l.link_id as "linkId",
      l.sending,
      case
        when u.disabled_at is not null then 'The account is disabled.'
        when u.email is null then 'The account has no e-mail address.'
        else 'The organization is inactive.'
      end as "deferReason"
    from password_links l
    join users u on u.id = l.user_id
    where l.user_id = ${userId} and ${unchanged}`);
  return deferred ?? null;
}

/**
 * Records the outcome of the email of the current sending. Needs `linkId`, too, because the row may have been deleted and
 * inserted again in the meantime, which starts counting sendings again.
 */
export async function settleLinkDelivery(call: {
  db: Database;
  userId: string;
  linkId: string;
  sending: number;
  outcome: EmailOutcome;
}): Promise<void> {
  await recordEmailOutcome({
    ...call,
    noun: "passwords",
    update: (change) => sql`
      update password_links l
      set ${change}
      from users u
      where l.user_id = ${call.userId}
        and l.link_id = ${call.linkId}
        and l.sending = ${call.sending}
        and u.id = l.user_id
      returning u.managing_organization_id as "organizationId", u.id as "subjectId", u.username`,
  });
}
