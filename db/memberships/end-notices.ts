import { sql } from "drizzle-orm";
import { z } from "zod";
import { isActive, isCurrent } from "@/db/access/rights";
import type { Database } from "@/db/client";
import { inviterOrAdministrators } from "@/db/invitations/recipients";
import { constant } from "@/db/lists/keyset";
import { enqueue } from "@/db/queue/enqueue";
import { rowsOf } from "@/db/rows";
import { hasConfirmedAddress } from "@/db/users/confirmed-address";
import { readerOf, readerRow } from "@/db/users/reader";
import { BATCH_SIZE } from "@/lib/bulk-actions";
import { LIMITS } from "@/lib/limits";

/** How long before its end date the two sides of a membership get an email. Immediately, if the end date is nearer. */
export const NOTICE_PERIOD = sql`interval '7 days'`;

/**
 * For a job: enqueues the next batch of emails about memberships that end within a week, to the member and to the inviter
 * (or members who can invite). Each end date is announced once, and in an inactive organization not before it is active again.
 * After 10 changes of a membership within a day, by any number of people, only the last one is announced, a day later.
 * @returns for how many memberships; fewer than `BATCH_SIZE` if there are no more
 */
export async function enqueueEndNotices({ db }: { db: Database }): Promise<number> {
  const claimAndEnqueue = sql`
    with ending as (
      select m.organization_id, m.user_id
      from memberships m
      join organizations o on o.id = m.organization_id
      where m.ends < 'infinity'
        and ${isCurrent(sql`m`)}
        and m.ends <= now() + ${NOTICE_PERIOD}
        and m.end_notified_for is distinct from m.ends
        and ${isActive(sql`o.path`)}
        and (
          select count(*) from audit_events e
          where e.organization_id = m.organization_id
            and e.subject_id = m.user_id
            and e.action = 'memberships.edit'
            and e.at > now() - interval '1 day'
        ) <= ${constant(LIMITS["last-day-changes"].points)}
      order by m.ends
      limit ${BATCH_SIZE}
      for update of m skip locked
    ),
    claimed as (
      update memberships m
      set end_notified_for = m.ends
      from ending
      where m.organization_id = ending.organization_id and m.user_id = ending.user_id
      returning m.organization_id, m.user_id, m.invited_by_id, m.ends
    ),
    recipients as (
      select organization_id, user_id, ends, user_id as recipient_id
      from claimed
      union
      select claimed.organization_id, claimed.user_id, claimed.ends, recipient.user_id
      from claimed
      cross join lateral (
        ${inviterOrAdministrators(sql`claimed.invited_by_id`, sql`claimed.organization_id`)}
      ) as recipient
    ),
    enqueued as (${enqueue(
      "send-membership-end",
      {
        organizationId: sql`organization_id`,
        userId: sql`user_id`,
        recipientId: sql`recipient_id`,
        ends: sql`ends`,
      },
      { key: sql`concat_ws(':', 'ending', organization_id, user_id, recipient_id)`, from: sql`recipients` },
    )})
    select count(*)::int as claimed
    from claimed
    cross join enqueued`;
  const [row] = await db.transaction(
    (tx) => rowsOf(tx, z.object({ claimed: z.number() }))`${claimAndEnqueue}`,
  );
  return row?.claimed ?? 0;
}

/** The payload of the job that sends one of these emails. */
export type EndNoticeIds = {
  readonly organizationId: string;
  readonly userId: string;
  readonly recipientId: string;
  /** The announced end date, as PostgreSQL writes it. */
  readonly ends: string;
};

const endNotice = z.object({
  recipient: z.object({ name: z.string(), email: z.string() }),
  reader: readerRow,
  member: z.object({ name: z.string(), username: z.string() }),
  organization: z.object({ id: z.string(), name: z.string(), handle: z.string() }),
  parentName: z.string(),
  ends: z.coerce.date(),
  /** The organization's, in which the last day ends. */
  timeZone: z.string(),
});
export type EndNotice = Readonly<z.infer<typeof endNotice>>;

/**
 * What an email about an end date says. Null if the membership has ended or has another end date now, if the organization is
 * inactive, or if the recipient has no confirmed email address, or is neither the member nor can see users there.
 */
export async function findEndNotice({
  db,
  organizationId,
  userId,
  recipientId,
  ends,
}: EndNoticeIds & { readonly db: Database }): Promise<EndNotice | null> {
  const [row] = await db.execute(sql`
    select
      json_build_object('name', u.name, 'email', u.email) as recipient,
      ${readerOf(sql`u`, sql`o`)} as reader,
      json_build_object('name', m.name, 'username', m.username) as member,
      json_build_object('id', o.id, 'name', o.name, 'handle', root.handle) as organization,
      parent.name as "parentName",
      to_json(m.ends) as ends,
      o.time_zone as "timeZone"
    from memberships m
    join organizations o on o.id = m.organization_id
    join organizations root on root.id = o.root_id
    join organizations parent on parent.id = o.parent_id
    join users u on u.id = ${recipientId} and u.disabled_at is null and ${hasConfirmedAddress(sql`u`)}
    cross join lateral effective_permissions(u.id, o.id) as rights
    where m.organization_id = ${organizationId}
      and m.user_id = ${userId}
      and m.ends = ${ends}::timestamptz
      and ${isCurrent(sql`m`)}
      and ${isActive(sql`o.path`)}
      and (u.id = m.user_id or rights.is_administrator or 'users.view' = any(rights.permissions))`);
  return row ? endNotice.parse(row) : null;
}
