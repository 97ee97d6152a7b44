import { sql } from "drizzle-orm";
import type { OnProgress } from "@/bench/seed/tree";
import { BUSIEST, type TreeSize, userCount } from "@/bench/seed/tree-sizes";
import type { Transaction } from "@/db/client";
import { hashPassword } from "@/db/passwords/hash";
import { DEMO_PASSWORD } from "@/db/seed/demo";
import { chunks } from "./chunks";

/** The users, where they are members, in which groups, and who is invited. */
export async function seedPeople(tx: Transaction, size: TreeSize, onProgress: OnProgress): Promise<void> {
  await seedUsers(tx, size, onProgress);
  onProgress("Memberships by invitation");
  await seedGuests(tx, size);
  onProgress("Groups of the members, and invitations");
  await seedGroupMembers(tx, size);
  await seedInvitations(tx, size);
}

async function seedUsers(tx: Transaction, size: TreeSize, onProgress: OnProgress): Promise<void> {
  const hash = await hashPassword(DEMO_PASSWORD);
  for (const [from, to] of chunks(userCount(size))) {
    await tx.execute(sql`
      with made as (
        insert into users (id, root_id, managing_organization_id, username, name, email, password_hash, disabled_at, created_at)
        select pg_temp.id('u', n), pg_temp.id('o', 1), pg_temp.id('o', pg_temp.manager_of(n)), pg_temp.username(n),
          pg_temp.person_name(n), pg_temp.username(n) || '@large.example',
          case when n in (1, ${size.people.root}::int) then ${hash} end,
          case when n % 50 = 7 then now() end,
          now() - interval '690 days' + n * interval '1 minute'
        from generate_series(${from}::int, ${to}::int) n
        returning *
      )
      insert into memberships (organization_id, user_id, root_id, origin, username, name, search, joined_at)
      select managing_organization_id, id, root_id, 'managed', username, name, search, created_at from made`);
    onProgress(`${to.toLocaleString("en")} users`);
  }
}

/** Some of the parent's in each organization, and the last user of the root, who is thereby a member everywhere. */
async function seedGuests(tx: Transaction, size: TreeSize): Promise<void> {
  await tx.execute(sql`
    insert into memberships (
      organization_id, user_id, root_id, origin, parent_organization_id, parent_ends_at, invited_by_id, username, name,
      search, joined_at
    )
    select pg_temp.id('o', n), u.id, u.root_id, 'invited', pg_temp.id('o', pg_temp.parent_of(n)), 'infinity',
      pg_temp.id('u', pg_temp.first_user(n)),
      u.username, u.name, u.search, now() - interval '300 days' + n * interval '1 minute'
    from generate_series(2, ${size.organizations}::int) n
    cross join lateral generate_series(
      1, case n when ${BUSIEST} then ${size.guests.busiest}::int else ${size.guests.other}::int end
    ) place
    join users u on u.id = pg_temp.id('u', ${guest(size)})`);
}

async function seedGroupMembers(tx: Transaction, size: TreeSize): Promise<void> {
  const { people, guests, teams, organizations } = size;
  await tx.execute(sql`
    insert into membership_groups (organization_id, user_id, group_id)
    select
      pg_temp.id('o', o),
      pg_temp.id('u', n),
      pg_temp.id('g' || case when n = pg_temp.first_user(o) then 1 else 2 + n % 3 end, o)
    from generate_series(1, ${userCount(size)}::int) n
    cross join lateral (select pg_temp.manager_of(n)) as managing (o)
    union all
    select pg_temp.id('o', ${BUSIEST}), pg_temp.id('u', n), pg_temp.id('gb' || 1 + n % ${teams}::int, 0)
    from generate_series(${people.root + 1}::int, ${people.root + people.busiest}::int) n
    union all
    select pg_temp.id('o', n), pg_temp.id('u', ${guest(size)}), pg_temp.id('g' || 2 + place % 3, n)
    from generate_series(2, ${organizations}::int) n cross join lateral generate_series(1, ${guests.other}::int) place`);
}

/** Invites users of the parent who are not members. */
async function seedInvitations(tx: Transaction, size: TreeSize): Promise<void> {
  const { guests, invitations, organizations, oneLiveIn } = size;
  const ofBusiest = (busiest: number, other: number) =>
    sql`case n when ${BUSIEST} then ${busiest}::int else ${other}::int end`;
  await tx.execute(sql`
    with made as (
      insert into invitations (
        id, organization_id, parent_organization_id, root_id, user_id, username, name, search, inviter_id,
        lifetime_hours, status, email_state, sent_count, sent_at, expires_at, ended_at, end_reason, created_at
      )
      select
        pg_temp.id('i' || place, n), pg_temp.id('o', n), pg_temp.id('o', pg_temp.parent_of(n)), u.root_id, u.id,
        u.username, u.name, u.search, pg_temp.id('u', pg_temp.first_user(n)),
        72, status, 'sent', 1, sent_at, sent_at + interval '72 hours',
        case when status <> 'pending' then sent_at + interval '1 hour' end,
        case when status <> 'pending' then status::text::invitation_end end, sent_at
      from generate_series(2, ${organizations}::int) n
      cross join lateral generate_series(1, ${ofBusiest(invitations.busiest, invitations.other)}) place
      cross join lateral (
        select
          (array[
            'pending', 'pending', 'pending', 'pending', 'pending', 'pending', 'accepted', 'declined', 'declined', 'deleted'
          ])[1 + place % 10]::invitation_status,
          now()
            - case place % ${oneLiveIn}::int when 0 then interval '2 hours' else interval '4 days' end
            - place % 1447 * interval '1 minute'
      ) as outcome (status, sent_at)
      join users u on u.id = pg_temp.id('u', pg_temp.parent_user(n, place + ${ofBusiest(guests.busiest, guests.other)}))
      returning id, organization_id
    )
    insert into invitation_groups (organization_id, invitation_id, group_id, group_name)
    select made.organization_id, made.id, g.id, g.name
    from made join groups g on g.organization_id = made.organization_id and g.name = 'Support'`);
}

/** The number of the place-th guest of organization n. */
function guest({ people }: TreeSize) {
  return sql`case place when 1 then ${people.root}::int else pg_temp.parent_user(n, place) end`;
}
