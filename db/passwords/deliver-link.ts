import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
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
import { rowsOf } from "@/db/rows";
import { readerOf, readerRow } from "@/db/users/reader";
import { DEFER_REASONS } from "@/lib/email-errors";
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
  readonly reader: Readonly<z.infer<typeof readerRow>>;
};

export type DeferredLink = Deferred & Pick<LinkDelivery, "linkId">;

type Waiting = { readonly db: Database; readonly keys: LinkKeys; readonly userId: string };

/**
 * Begins an attempt to send the link to set a password. The first attempt of a sending stores the link's hash and starts its
 * lifetime. Later attempts use the same link and times, unless the link has expired or no attempt can have delivered the
 * email.
 * @returns `DeferredLink` while the account is disabled or has no address, or its organization is inactive; null if there is
 * nothing to send, because the link was used or sent already
 */
export async function beginLinkDelivery(call: Waiting): Promise<LinkDelivery | DeferredLink | null> {
  const { db, keys, userId } = call;
  const [waiting] = await rowsOf(
    db,
    z.object({ linkId: z.string(), sending: z.number(), repeated: z.boolean() }),
  )`
    select l.link_id as "linkId", l.sending, ${isRepeated(sql`l`)} is true as repeated
    from password_links l
    where l.user_id = ${userId} and l.email_state = 'waiting'`;
  if (!waiting) return null;
  const { linkId, sending, repeated } = waiting;
  const unchanged = sql`l.link_id = ${linkId} and l.sending = ${sending} and l.email_state = 'waiting'`;
  const { link, hash } = deriveLink(keys.passwords, linkId);
  const began = beganAt(sql`l`);
  const [row] = await rowsOf(db, deliveryRow)`
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
      to_json(l.delivery_began_at) as "beganAt",
      to_json(l.expires_at) as "expiresAt",
      ${linkHours} as "lifetimeHours",
      u.password_hash is null as first,
      o.name as "organizationName",
      json_build_object('username', u.username, 'name', u.name, 'email', u.email) as user,
      ${readerOf(sql`u`, sql`o`)} as reader`;
  if (!row) return await findDeferral(call, unchanged);
  return { ...row, userId, linkId, sending, repeated, link };
}

const deliveryRow = z.object({
  beganAt: z.coerce.date(),
  expiresAt: z.coerce.date(),
  lifetimeHours: z.number(),
  first: z.boolean(),
  organizationName: z.string(),
  user: z.object({ username: z.string(), name: z.string(), email: z.string() }),
  reader: readerRow,
});

const deferralRow = z.object({ linkId: z.string(), sending: z.number(), deferReason: z.enum(DEFER_REASONS) });

async function findDeferral({ db, userId }: Waiting, unchanged: SQL): Promise<DeferredLink | null> {
  const [deferred] = await rowsOf(db, deferralRow)`
    select
      l.link_id as "linkId",
      l.sending,
      case
        when u.disabled_at is not null then 'account-disabled'
        when u.email is null then 'no-address'
        else 'organization-inactive'
      end as "deferReason"
    from password_links l
    join users u on u.id = l.user_id
    where l.user_id = ${userId} and ${unchanged}`;
  return deferred ?? null;
}

/**
 * Records the outcome of the email of the current sending. `linkId` is also needed, because the row may have been deleted
 * and inserted again in the meantime, with a new count of sendings.
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
