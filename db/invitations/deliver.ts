import { type SQL, sql } from "drizzle-orm";
import { isActive, isCurrent } from "@/db/access/rights";
import type { Database } from "@/db/client";
import { beganAt, isRepeated, type StartedAttempt } from "@/db/emails/attempts";
import { type Deferred, type EmailOutcome, settleEmail } from "@/db/emails/settle";
import { deriveLink, type LinkKeys } from "@/db/link";
import { dateOf } from "@/db/lists/read-list";

export type Delivery = StartedAttempt & {
  readonly invitationId: string;
  /** Which sending this is: each has one link, however often it is tried. */
  readonly sending: number;
  /** The secret itself: it goes into the mail and nowhere else. */
  readonly link: string;
  readonly expiresAt: Date;
  readonly lifetimeHours: number;
  readonly inviterName: string;
  readonly organizationId: string;
  readonly organizationName: string;
  /** Who the mail says that it is from. */
  readonly senderName: string;
  /** The sender's name is the name of another organization of the tree. */
  readonly imitates: boolean;
  readonly color: string | null;
  /** `version` changes with the picture, whose bytes `findLogo` reads. */
  readonly logo: { readonly version: string; readonly width: number; readonly height: number } | null;
  readonly parentName: string;
  readonly invitee: { readonly username: string; readonly name: string; readonly email: string };
  readonly groups: readonly string[];
  readonly note: string | null;
  /** When the membership would end; null for no end. */
  readonly membershipEnds: Date | null;
};

type Waiting = {
  db: Database;
  keys: LinkKeys;
  invitationId: string;
  /**
   * How often it had been sent again when the mail was asked for: a job that a later sending has overtaken has nothing
   * to send. Left out, any will do.
   */
  round?: number;
};

/**
 * Begins one try to send the email of a pending invitation that waits. The first try of a sending stores the hash of its
 * link and begins its lifetime, which ends no later than the membership would and than that of the parent. Later tries
 * find the same link and the same times, unless it is certain that no email has left yet, or the time has run out.
 * @returns `Held` while the organization is inactive, the account has no address, or a last day is past; null when there is nothing to
 * send: no longer pending, or sent already
 */
export async function beginDelivery(call: Waiting): Promise<Delivery | Deferred | null> {
  const [waiting] = await call.db.execute<{ sending: number; repeated: boolean }>(
    sql`select i.sending, ${isRepeated(sql`i`)} is true as repeated from invitations i where ${waits(call)}`,
  );
  if (!waiting) return null;
  const { sending, repeated } = waiting;
  const { link, hash } = deriveLink(call.keys.invitations, `${call.invitationId}.${sending}`);
  const began = beganAt(sql`i`);
  const [row] = await call.db.execute<Row>(sql`
    with begun as (
      update invitations i
      set link_hash = decode(${hash.toString("hex")}, 'hex'), delivery_began_at = ${began},
        expires_at = least(${began} + make_interval(hours => i.lifetime_hours), i.membership_ends_at, pm.ends)
      from organizations o, users u, memberships pm
      where ${waits(call)} and i.sending = ${sending}
        and o.id = i.organization_id and ${isActive(sql`o.path`)}
        and (i.membership_ends_at is null or i.membership_ends_at > now())
        and u.id = i.user_id and u.email is not null and u.disabled_at is null
        and pm.organization_id = i.parent_organization_id and pm.user_id = i.user_id and ${isCurrent(sql`pm`)}
      returning i.id, i.sending, i.delivery_began_at, i.expires_at, i.lifetime_hours,
        least(i.membership_ends_at, pm.ends) as membership_ends, i.note, i.inviter_id, i.parent_organization_id, i.organization_id,
        o.name as organization, imitates_another(o) as imitates, o.sender_name, o.color, u.username, u.name, u.email
    )
    select begun.id as "invitationId", begun.sending, to_json(begun.expires_at) #>> '{}' as "expiresAt",
      to_json(begun.delivery_began_at) #>> '{}' as "beganAt",
      least(begun.lifetime_hours, ceil(extract(epoch from begun.expires_at - begun.delivery_began_at) / 3600))::int as "lifetimeHours", begun.note,
      to_json(nullif(begun.membership_ends, 'infinity')) #>> '{}' as "membershipEnds", coalesce(inviter.name, 'An administrator') as "inviterName",
      begun.organization_id as "organizationId", begun.organization as "organizationName", parent.name as "parentName",
      coalesce(begun.sender_name, begun.organization) as "senderName", begun.imitates, begun.color,
      case when logo.png is not null then
        json_build_object('version', logo.updated_at, 'width', logo.width, 'height', logo.height) end as logo,
      json_build_object('username', begun.username, 'name', begun.name, 'email', begun.email) as invitee,
      array(select g.name from invitation_groups ig join groups g on g.id = ig.group_id
        where ig.invitation_id = begun.id order by g.name) as groups
    from begun
    join organizations parent on parent.id = begun.parent_organization_id
    left join users inviter on inviter.id = begun.inviter_id
    left join organization_logos logo on logo.organization_id = begun.organization_id`);
  if (!row) return findDeferral(call, sending);
  const times = { beganAt: dateOf(row.beganAt), expiresAt: dateOf(row.expiresAt) };
  return { ...row, ...times, link, repeated, membershipEnds: dateOf(row.membershipEnds) };
}

type Row = Omit<Delivery, "link" | "repeated" | "beganAt" | "expiresAt" | "membershipEnds"> & {
  beganAt: string;
  expiresAt: string;
  membershipEnds: string | null;
};

async function findDeferral(call: Waiting, sending: number): Promise<Deferred | null> {
  const [held] = await call.db.execute<Deferred>(sql`
    select i.sending, case when not ${isActive(sql`o.path`)} then 'The organization is inactive.'
      when i.membership_ends_at <= now() then 'The last day of the membership is past.'
      when not ${isCurrent(sql`pm`)} then 'The membership of the parent organization has ended.'
      else 'The account has no e-mail address.' end as held
    from invitations i
    join organizations o on o.id = i.organization_id
    join memberships pm on pm.organization_id = i.parent_organization_id and pm.user_id = i.user_id
    where ${waits(call)} and i.sending = ${sending}`);
  return held ?? null;
}

function waits({ invitationId, ...call }: Waiting): SQL {
  const round = call.round ?? null;
  return sql`i.id = ${invitationId} and i.status = 'pending' and i.email_state = 'waiting'
    and (${round}::int is null or cardinality(i.resent_at) = ${round}::int)`;
}

/** Notes what became of the mail of this sending, and that it was sent but once; of an earlier one, nothing. */
export async function settleDelivery(call: {
  db: Database;
  invitationId: string;
  sending: number;
  outcome: EmailOutcome;
}): Promise<void> {
  await settleEmail({
    ...call,
    noun: "invitations",
    update: (change) => sql`
      update invitations set ${change}, sent_count = sent_count + ${call.outcome.sent ? 1 : 0}
      where id = ${call.invitationId} and sending = ${call.sending} and (email_state <> 'sent' or not ${call.outcome.sent}::boolean)
      returning organization_id as "organizationId", id as "subjectId", username`,
  });
}
