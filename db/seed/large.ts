import { sql } from "drizzle-orm";
import { createDatabase, type Transaction } from "@/db/client";
import { findRoot } from "@/db/organizations/find-root";
import { hashPassword } from "@/db/passwords/hash";
import { DEMO_PASSWORD } from "@/db/seed/demo";
import { LARGE_FUNCTIONS } from "@/db/seed/large-functions";

/** What stands in the large tree: its root, then its organization with the most of everything. */
const LARGE = { handle: "large", administrator: "lara", busiest: 2 } as const;

const ORGANIZATIONS = 10_000;
const USERS = 799_864;
const AUDIT_EVENTS = 5_000_000;
const BATCH = 250_000;

type Tell = (sentence: string) => void;

/**
 * Adds a tree of 10,000 organizations, 1,000,000 memberships and 5,000,000 audit rows, to see how Usher behaves at
 * that size: all of it or nothing. One organization has 100,000 members, 1,000 groups and 1,000,000 audit rows; the
 * root has 2,000 organizations directly below; the tree is 8 deep. `lara` is the root's administrator, with the demo's
 * password. Ids and names follow from numbers, so they are the same wherever it is seeded.
 * @param databaseUrl postgres://…, migrated, of a user who owns the tables
 * @param tell hears what is being done
 * @returns whether it was seeded now; false where the tree is already there
 */
export async function seedLarge(databaseUrl: string, tell: Tell): Promise<boolean> {
  const db = createDatabase(databaseUrl, { connections: 1 });
  try {
    if (await findRoot(db, LARGE.handle)) return false;
    await db.transaction((tx) => plantLarge(tx, tell));
    tell("Gathering statistics");
    await db.execute(sql`vacuum analyze`);
    return true;
  } finally {
    await db.close();
  }
}

async function plantLarge(tx: Transaction, tell: Tell): Promise<void> {
  await tx.execute(
    sql`select set_config('work_mem', '256MB', true), set_config('maintenance_work_mem', '1GB', true)`,
  );
  for (const definition of LARGE_FUNCTIONS) await tx.execute(definition);
  tell("10,000 organizations, with their groups and roles");
  await plantOrganizations(tx);
  await withoutIndexes(tx, ["users", "memberships", "membership_groups", "invitations"], tell, async () => {
    await plantUsers(tx, tell);
    tell("200,000 memberships by invitation");
    await plantInvited(tx);
    tell("Groups of the members, and invitations");
    await plantGroupMembers(tx);
    await plantInvitations(tx);
  });
  await withoutIndexes(tx, ["audit_events"], tell, () => plantAudit(tx, tell));
}

async function plantOrganizations(tx: Transaction): Promise<void> {
  await tx.execute(sql`
    insert into organizations (id, path, handle, name, created_at)
    with recursive tree (n, path) as (
      select 1, array[pg_temp.id('o', 1)]
      union all
      select child.n, tree.path || pg_temp.id('o', child.n)
      from tree join generate_series(2, ${ORGANIZATIONS}::int) as child (n) on pg_temp.parent_of(child.n) = tree.n
    )
    select pg_temp.id('o', n), path, case when n = 1 then ${LARGE.handle} end, pg_temp.organization_name(n),
      now() - interval '700 days' + n * interval '1 minute'
    from tree`);
  await tx.execute(sql`
    insert into roles (id, organization_id, name, permissions, is_administrator)
    select pg_temp.id('r' || place, n), pg_temp.id('o', n), (array['Administrator', 'Agent', 'Reader'])[place],
      case place when 2 then array['users.view', 'invitations.view', 'invitations.create', 'groups.view']
        when 3 then array['users.view'] else '{}' end,
      place = 1
    from generate_series(1, ${ORGANIZATIONS}::int) n, generate_series(1, 3) place
    union all
    select pg_temp.id('rb' || at, 0), pg_temp.id('o', ${LARGE.busiest}), 'Role ' || at, array['users.view', 'groups.view'], false
    from generate_series(1, 200) at`);
  await tx.execute(sql`
    insert into groups (id, organization_id, name, description)
    select pg_temp.id('g' || place, n), pg_temp.id('o', n), (array['Administrators', 'Agents', 'Support', 'Readers'])[place],
      (array['May do everything in this organization.', 'Look after bookings.', 'Answer travellers.', ''])[place]
    from generate_series(1, ${ORGANIZATIONS}::int) n, generate_series(1, 4) place
    union all
    select pg_temp.id('gb' || at, 0), pg_temp.id('o', ${LARGE.busiest}), 'Team ' || at, 'Works in room ' || at || '.'
    from generate_series(1, 996) at`);
  await tx.execute(sql`
    insert into group_roles (organization_id, group_id, role_id)
    select pg_temp.id('o', n), pg_temp.id('g' || place, n), pg_temp.id('r' || (array[1, 2, 3, 3])[place], n)
    from generate_series(1, ${ORGANIZATIONS}::int) n, generate_series(1, 4) place
    union all
    select pg_temp.id('o', ${LARGE.busiest}), pg_temp.id('gb' || at, 0), pg_temp.id('rb' || 1 + at % 200, 0)
    from generate_series(1, 996) at`);
}

async function plantUsers(tx: Transaction, tell: Tell): Promise<void> {
  const hash = await hashPassword(DEMO_PASSWORD);
  for (const [from, to] of batches(USERS)) {
    await tx.execute(sql`
      with made as (
        insert into users (id, root_id, managing_organization_id, username, name, email, password_hash, disabled_at, created_at)
        select pg_temp.id('u', n), pg_temp.id('o', 1), pg_temp.id('o', pg_temp.manager_of(n)), pg_temp.username(n),
          pg_temp.person_name(n), pg_temp.username(n) || '@large.example',
          case when n = 1 then ${hash} end, case when n % 50 = 7 then now() end, now() - interval '690 days' + n * interval '1 minute'
        from generate_series(${from}::int, ${to}::int) n
        returning *
      )
      insert into memberships (organization_id, user_id, root_id, origin, username, name, search, joined_at)
      select managing_organization_id, id, root_id, 'managed', username, name, search, created_at from made`);
    tell(`${to.toLocaleString("en")} users`);
  }
}

/** 20 of the parent's in each organization, and 176 in the busiest. */
async function plantInvited(tx: Transaction): Promise<void> {
  await tx.execute(sql`
    insert into memberships
      (organization_id, user_id, root_id, origin, parent_organization_id, invited_by_id, username, name, search, joined_at)
    select pg_temp.id('o', n), u.id, u.root_id, 'invited', pg_temp.id('o', pg_temp.parent_of(n)), pg_temp.id('u', pg_temp.first_user(n)),
      u.username, u.name, u.search, now() - interval '300 days' + n * interval '1 minute'
    from generate_series(2, ${ORGANIZATIONS}::int) n
    cross join lateral generate_series(1, case n when ${LARGE.busiest} then 176 else 20 end) place
    join users u on u.id = pg_temp.id('u', pg_temp.parent_user(n, place))`);
}

async function plantGroupMembers(tx: Transaction): Promise<void> {
  await tx.execute(sql`
    insert into membership_groups (organization_id, user_id, group_id)
    select pg_temp.id('o', o), pg_temp.id('u', n), pg_temp.id('g' || case when n = pg_temp.first_user(o) then 1 else 2 + n % 3 end, o)
    from generate_series(1, ${USERS}::int) n cross join lateral (select pg_temp.manager_of(n)) as managing (o)
    union all
    select pg_temp.id('o', ${LARGE.busiest}), pg_temp.id('u', n), pg_temp.id('gb' || 1 + n % 996, 0)
    from generate_series(pg_temp.first_user(${LARGE.busiest}), pg_temp.first_user(${LARGE.busiest}) + 99999) n
    union all
    select pg_temp.id('o', n), pg_temp.id('u', pg_temp.parent_user(n, place)), pg_temp.id('g' || 2 + place % 3, n)
    from generate_series(2, ${ORGANIZATIONS}::int) n cross join lateral generate_series(1, 20) place`);
}

/** Ten into each organization, 15,000 into the busiest, of people of the parent who are no members there. */
async function plantInvitations(tx: Transaction): Promise<void> {
  await tx.execute(sql`
    with made as (
      insert into invitations (id, organization_id, parent_organization_id, root_id, user_id, username, name, search, inviter_id,
        lifetime_hours, status, mail_state, sent_count, sent_at, expires_at, ended_at, ended_because, created_at)
      select pg_temp.id('i' || place, n), pg_temp.id('o', n), pg_temp.id('o', pg_temp.parent_of(n)), u.root_id, u.id, u.username, u.name,
        u.search, pg_temp.id('u', pg_temp.first_user(n)), 72, status, 'sent', 1, sent_at, sent_at + interval '72 hours',
        case when status <> 'pending' then sent_at + interval '1 hour' end,
        case when status <> 'pending' then status::text::invitation_end end, sent_at
      from generate_series(2, ${ORGANIZATIONS}::int) n
      cross join lateral generate_series(1, case n when ${LARGE.busiest} then 15000 else 10 end) place
      cross join lateral (select
        (array['pending', 'pending', 'pending', 'pending', 'pending', 'pending', 'accepted', 'declined', 'declined', 'deleted'])
          [1 + place % 10]::invitation_status,
        now() - (place % 97) * interval '2 hours') as fate (status, sent_at)
      join users u on u.id = pg_temp.id('u', pg_temp.parent_user(n, place + case n when ${LARGE.busiest} then 176 else 20 end))
      returning id, organization_id
    )
    insert into invitation_groups (organization_id, invitation_id, group_id, group_name)
    select made.organization_id, made.id, g.id, g.name
    from made join groups g on g.organization_id = made.organization_id and g.name = 'Support'`);
}

async function plantAudit(tx: Transaction, tell: Tell): Promise<void> {
  for (const [from, to] of batches(AUDIT_EVENTS)) {
    await tx.execute(sql`
      insert into audit_events
        (organization_id, at, actor_id, actor_name, acting_from_id, address, action, outcome, subject_id, subject_name, details)
      select pg_temp.id('o', o), now() - (${AUDIT_EVENTS}::int - i) * interval '12 seconds',
        pg_temp.id('u', actor), pg_temp.username(actor), case when from_above then pg_temp.id('o', 1) end,
        '192.0.2.' || i % 250, action, (case when h % 37 = 0 then 'refused' else 'done' end)::audit_outcome,
        subject_id, subject_name, ${DETAILS}
      from generate_series(${from}::int, ${to}::int) i
      cross join lateral (select abs(hashint4(i))) as hashed (h)
      cross join lateral (select case when i % 10 < 2 then ${LARGE.busiest} when i % 10 = 2 then 1 else 3 + i % 9998 end) as place (o)
      cross join lateral (select ${ACTION}) as deed (action)
      cross join lateral (select o > 1 and action not like 'sessions.%' and h % 5 = 0) as above (from_above)
      cross join lateral (select pg_temp.first_user(case when from_above then 1 else o end)
        + case when action like 'sessions.%' then h % pg_temp.size_of(o) else h % 4 * (h % 3) end) as actors (actor)
      cross join lateral (select pg_temp.first_user(o) + h / 7 % pg_temp.size_of(o)) as others (other)
      cross join lateral (select
        case when action like 'sessions.%' then pg_temp.id('u', actor) when action like 'users.%' then pg_temp.id('u', other)
          when action like 'invitations.%' then pg_temp.id('i' || 1 + h % 10, o)
          when action like 'groups.%' then pg_temp.id('g' || 1 + h % 4, o) when action like 'roles.%' then pg_temp.id('r' || 1 + h % 3, o)
          else pg_temp.id('o', o) end,
        case when action like 'sessions.%' then pg_temp.username(actor) when action ~ '^(users|invitations)' then pg_temp.username(other)
          when action like 'groups.%' then (array['Administrators', 'Agents', 'Support', 'Readers'])[1 + h % 4]
          when action like 'roles.%' then (array['Administrator', 'Agent', 'Reader'])[1 + h % 3]
          else pg_temp.organization_name(o) end) as subjects (subject_id, subject_name)`);
    tell(`${to.toLocaleString("en")} audit rows`);
  }
}

/** Mostly people who sign in; the settings are changed once in 20,000 rows. */
const ACTION = sql`case
  when h % 20000 = 77 then 'settings.edit'
  when h % 1000 < 5 then (array['roles.edit', 'roles.create', 'roles.assign', 'groups.delete', 'users.delete'])[1 + h % 5]
  else (array['sessions.create', 'sessions.create', 'sessions.create', 'sessions.create', 'sessions.create', 'sessions.create',
    'sessions.end', 'invitations.create', 'invitations.accept', 'invitations.delete', 'users.assign', 'users.assign', 'users.edit',
    'users.create', 'users.disable', 'groups.edit'])[1 + h / 1000 % 16] end`;

const DETAILS = sql`case
  when h % 37 = 0 then '{"because": "You may not do this here. Ask an administrator of this organization."}'
  when action = 'users.assign' then '{"added": ["Support"], "removed": ["Readers"]}'
  when action = 'users.edit' then '{"changes": {"name": ["Nora Berg", "Nora Lund"]}}'
  when action like 'invitations.%' then '{"groups": ["Support"]}'
  else '{}' end::jsonb`;

/**
 * Drops the indexes that no constraint needs, does the work, and makes them again as they were: many times faster than
 * keeping them up to date for each row. The transaction sees to it that they are never lost.
 */
async function withoutIndexes(
  tx: Transaction,
  tables: readonly string[],
  tell: Tell,
  work: () => Promise<void>,
): Promise<void> {
  const indexes = await tx.execute<{ name: string; definition: string }>(sql`
    select c.oid::regclass::text as name, pg_get_indexdef(c.oid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = any(${sql.param([...tables])}::regclass[])
      and not exists (select from pg_constraint where conindid = c.oid)
      and not i.indisunique`);
  for (const { name } of indexes) await tx.execute(sql.raw(`drop index ${name}`));
  await work();
  for (const { name, definition } of indexes) {
    tell(`The index ${name}`);
    await tx.execute(sql.raw(definition));
  }
}

function batches(count: number): (readonly [number, number])[] {
  return Array.from({ length: Math.ceil(count / BATCH) }, (_, at): readonly [number, number] => [
    at * BATCH + 1,
    Math.min((at + 1) * BATCH, count),
  ]);
}
