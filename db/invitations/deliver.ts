import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { isActive, isCurrent } from "@/db/access/rights";
import type { Database } from "@/db/client";
import {
  beganAt,
  type Deferred,
  type EmailOutcome,
  isRepeated,
  recordEmailOutcome,
} from "@/db/emails/delivery";
import { deriveLink, type LinkKeys } from "@/db/link";
import { imitates } from "@/db/organizations/imitates";
import { rowsOf } from "@/db/rows";
import { readerOf, readerRow } from "@/db/users/reader";
import { DEFER_REASONS } from "@/lib/email-errors";
import { type Abilities, abilitiesOf, abilitiesRow, selectAbilities } from "./abilities";

const deliveryRow = z.object({
  invitationId: z.string(),
  /** The number of the sending. All attempts of a sending have the same link. */
  sending: z.int(),
  /** When the first attempt began. Every attempt's email carries this time. */
  beganAt: z.coerce.date(),
  expiresAt: z.coerce.date(),
  lifetimeHours: z.int(),
  /** Null if their account has been deleted. */
  inviter: z.object({ name: z.string(), organization: z.string() }).nullable(),
  organizationId: z.string(),
  organizationName: z.string(),
  senderName: z.string(),
  /** Whether the sender's name is that of another organization of the tree, or Usher's own. */
  imitates: z.boolean(),
  color: z.string().nullable(),
  /** `version` changes with the image, whose bytes `findLogo` reads. */
  logo: z.object({ version: z.string(), width: z.int(), height: z.int() }).nullable(),
  parentName: z.string(),
  invitee: z.object({ username: z.string(), name: z.string(), email: z.string() }),
  reader: readerRow,
  /** The organization's, in which the last day ends. */
  timeZone: z.string(),
  groups: z.array(z.string()),
  note: z.string().nullable(),
  noteAuthor: z.string().nullable(),
  /** Null if the membership has no end date. */
  membershipEndsAt: z.coerce.date().nullable(),
});

/** What the email of an invitation says. */
export type Delivery = Readonly<z.infer<typeof deliveryRow>> & {
  /** Secret: only the email may contain it. */
  readonly link: string;
  /** What the groups allow. */
  readonly abilities: Abilities;
  /** Whether an earlier attempt may have delivered this email. */
  readonly repeated: boolean;
};

type Attempt = {
  db: Database;
  keys: LinkKeys;
  invitationId: string;
  /** How often the invitation had been resent when the job was enqueued: the job of an earlier sending sends nothing. */
  round?: number;
  /** Whether the link keeps the expiry of the previous one. */
  keepExpiry?: boolean;
  /** The sender's name of Usher's own emails. */
  ownName?: string;
};

/**
 * Begins an attempt to send the email of a pending invitation. The first attempt of a sending stores the link's hash and
 * starts its lifetime, which ends with the membership's at the latest. Later attempts have the same link and times, unless no
 * earlier attempt can have delivered the email, or the link has expired.
 * @returns null if there is nothing to send, because the invitation is no longer pending, or its email has been sent, or it
 * has been resent
 */
export async function beginDelivery(attempt: Attempt): Promise<Delivery | Deferred | null> {
  const { db, keys, invitationId } = attempt;
  const [waiting] = await rowsOf(db, z.object({ sending: z.number(), repeated: z.boolean() }))`
    select i.sending, ${isRepeated(sql`i`)} is true as repeated
    from invitations i
    where ${isWaiting(attempt)}`;
  if (!waiting) return null;
  const { sending, repeated } = waiting;
  const { link, hash } = deriveLink(keys.invitations, `${invitationId}.${sending}`);
  const [row] = await db.execute(storeLink(attempt, sending, hash));
  if (!row) return await findDeferral(attempt, sending);
  return { ...deliveryRow.parse(row), link, repeated, abilities: await findAbilities(attempt) };
}

async function findAbilities({ db, invitationId }: Attempt): Promise<Abilities> {
  const [row] = await rowsOf(db, z.object({ abilities: abilitiesRow }))`
    select (${selectAbilities}) as abilities
    from invitations i
    join organizations o on o.id = i.organization_id
    where i.id = ${invitationId}`;
  return abilitiesOf(row?.abilities ?? { isAdministrator: false, permissions: [] });
}

function storeLink(attempt: Attempt, sending: number, hash: Buffer): SQL {
  const began = beganAt(sql`i`);
  const keepsExpiry = sql`${attempt.keepExpiry ?? false}::boolean`;
  return sql`
    with begun as (
      update invitations i
      set link_hash = decode(${hash.toString("hex")}, 'hex'),
        delivery_began_at = ${began},
        expires_at = least(
          case when ${keepsExpiry} then i.expires_at else ${began} + make_interval(hours => i.lifetime_hours) end,
          i.membership_ends_at,
          pm.ends
        )
      from organizations o, users u, memberships pm
      where ${isWaiting(attempt)}
        and i.sending = ${sending}
        and (not ${keepsExpiry} or i.expires_at > now())
        and o.id = i.organization_id
        and ${isActive(sql`o.path`)}
        and (i.membership_ends_at is null or i.membership_ends_at > now())
        and u.id = i.user_id
        and u.email is not null
        and u.disabled_at is null
        and pm.organization_id = i.parent_organization_id
        and pm.user_id = i.user_id
        and ${isCurrent(sql`pm`)}
      returning
        i.*,
        least(i.membership_ends_at, pm.ends) as ends,
        o.name as organization_name,
        o.sender_name,
        o.color,
        ${imitates(sql`o`, attempt.ownName)} as imitates,
        json_build_object('username', u.username, 'name', u.name, 'email', u.email) as invitee,
        ${readerOf(sql`u`, sql`o`)} as reader,
        o.time_zone
    )
    select
      begun.id as "invitationId",
      begun.sending,
      to_json(begun.delivery_began_at) as "beganAt",
      to_json(begun.expires_at) as "expiresAt",
      least(
        begun.lifetime_hours,
        ceil(extract(epoch from begun.expires_at - begun.delivery_began_at) / 3600)
      )::int as "lifetimeHours",
      case when inviter.id is not null then
        json_build_object('name', inviter.name, 'organization', inviter_home.name)
      end as inviter,
      begun.organization_id as "organizationId",
      begun.organization_name as "organizationName",
      coalesce(begun.sender_name, begun.organization_name) as "senderName",
      begun.imitates,
      begun.color,
      case when logo.png is not null then
        json_build_object('version', logo.updated_at, 'width', logo.width, 'height', logo.height)
      end as logo,
      parent.name as "parentName",
      begun.invitee,
      begun.reader,
      begun.time_zone as "timeZone",
      array(
        select g.name
        from invitation_groups ig
        join groups g on g.id = ig.group_id
        where ig.invitation_id = begun.id
        order by g.name
      ) as groups,
      begun.note,
      begun.note_author as "noteAuthor",
      to_json(nullif(begun.ends, 'infinity')) as "membershipEndsAt"
    from begun
    join organizations parent on parent.id = begun.parent_organization_id
    left join users inviter on inviter.id = begun.inviter_id
    left join organizations inviter_home on inviter_home.id = inviter.managing_organization_id
    left join organization_logos logo on logo.organization_id = begun.organization_id`;
}

async function findDeferral(attempt: Attempt, sending: number): Promise<Deferred | null> {
  const [deferred] = await rowsOf(
    attempt.db,
    z.object({ sending: z.number(), deferReason: z.enum(DEFER_REASONS) }),
  )`
    select
      i.sending,
      case
        when not ${isActive(sql`o.path`)} then 'organization-inactive'
        when ${attempt.keepExpiry ?? false}::boolean and i.expires_at <= now() then 'invitation-expired'
        when i.membership_ends_at <= now() then 'last-day-past'
        when not ${isCurrent(sql`pm`)} then 'left-parent'
        else 'no-address'
      end as "deferReason"
    from invitations i
    join organizations o on o.id = i.organization_id
    join memberships pm on pm.organization_id = i.parent_organization_id and pm.user_id = i.user_id
    where ${isWaiting(attempt)} and i.sending = ${sending}`;
  return deferred ?? null;
}

function isWaiting({ invitationId, round = null }: Omit<Attempt, "round"> & { round?: number | null }): SQL {
  return sql`
    i.id = ${invitationId}
    and i.status = 'pending'
    and i.email_state = 'waiting'
    and (${round}::int is null or cardinality(i.resent_at) = ${round}::int)`;
}

/** Records the outcome of an attempt, unless the invitation has been resent since. Counts an email as sent only once. */
export async function settleDelivery(call: {
  db: Database;
  invitationId: string;
  sending: number;
  outcome: EmailOutcome;
}): Promise<void> {
  const { sent } = call.outcome;
  await recordEmailOutcome({
    ...call,
    noun: "invitations",
    update: (change) => sql`
      update invitations
      set ${change}, sent_count = sent_count + ${sent ? 1 : 0}
      where id = ${call.invitationId}
        and sending = ${call.sending}
        and (email_state <> 'sent' or not ${sent}::boolean)
      returning organization_id as "organizationId", id as "subjectId", username`,
  });
}
