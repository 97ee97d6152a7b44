import { sql } from "drizzle-orm";
import { isActive } from "@/db/access/rights";
import type { Database } from "@/db/client";
import { newLink } from "@/db/link";
import { type Held, type MailOutcome, settleMail } from "@/db/mails/settle";
import { LINK_HOURS } from "@/db/passwords/link-rows";

export type SendingLink = {
  readonly userId: string;
  readonly sending: number;
  /** The secret itself: it goes into the mail and nowhere else. */
  readonly link: string;
  readonly expiresAt: Date;
  readonly lifetimeHours: number;
  /** The account has no password yet. */
  readonly first: boolean;
  readonly organizationName: string;
  readonly user: { readonly username: string; readonly name: string; readonly email: string };
};

/**
 * Makes a new link for somebody whose mail waits, and begins its 24 hours. The link before it is dead from now on.
 * @returns `Held` while the account is disabled or has no address, or its organization is inactive; null when there is
 * nothing to send: used, or sent already
 */
export async function beginSendingLink(call: {
  db: Database;
  userId: string;
}): Promise<SendingLink | Held | null> {
  const { link, hash } = newLink();
  const [row] = await call.db.execute<
    Omit<SendingLink, "link" | "expiresAt" | "lifetimeHours"> & { expiresAt: string }
  >(sql`
    update password_links l
    set link_hash = decode(${hash.toString("hex")}, 'hex'), sending = l.sending + 1,
      expires_at = now() + make_interval(hours => ${LINK_HOURS})
    from users u join organizations o on o.id = u.managing_organization_id
    where l.user_id = ${call.userId} and l.mail_state = 'waiting'
      and u.id = l.user_id and u.email is not null and u.disabled_at is null and ${isActive(sql`o.path`)}
    returning l.user_id as "userId", l.sending, to_json(l.expires_at) #>> '{}' as "expiresAt",
      u.password_hash is null as first, o.name as "organizationName",
      json_build_object('username', u.username, 'name', u.name, 'email', u.email) as user`);
  if (!row) return await findHindrance(call);
  return { ...row, link, lifetimeHours: LINK_HOURS, expiresAt: new Date(row.expiresAt) };
}

async function findHindrance(call: { db: Database; userId: string }): Promise<Held | null> {
  const [held] = await call.db.execute<Held>(sql`
    select l.sending, case when u.disabled_at is not null then 'The account is disabled.'
      when u.email is null then 'The account has no e-mail address.'
      else 'The organization is inactive.' end as held
    from password_links l join users u on u.id = l.user_id
    where l.user_id = ${call.userId} and l.mail_state = 'waiting'`);
  return held ?? null;
}

/** Notes what became of the mail of this sending; of an earlier one, nothing. */
export async function settleSendingLink(call: {
  db: Database;
  userId: string;
  sending: number;
  outcome: MailOutcome;
}): Promise<void> {
  await settleMail({
    ...call,
    noun: "passwords",
    update: (change) => sql`
      update password_links l set ${change} from users u
      where l.user_id = ${call.userId} and l.sending = ${call.sending} and u.id = l.user_id
      returning u.managing_organization_id as "organizationId", u.id as "subjectId", u.username`,
  });
}
