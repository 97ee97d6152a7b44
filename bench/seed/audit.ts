import { sql } from "drizzle-orm";
import type { OnProgress } from "@/bench/seed/tree";
import { BUSIEST, SECONDS_APART, type TreeSize } from "@/bench/seed/tree-sizes";
import type { Transaction } from "@/db/client";
import { chunks } from "./chunks";

/** What happened, over time. */
export async function seedAudit(tx: Transaction, size: TreeSize, onProgress: OnProgress): Promise<void> {
  for (const [from, to] of chunks(size.auditEvents)) {
    await tx.execute(sql`
      insert into audit_events
        (organization_id, at, actor_id, actor_name, acting_from_id, address, action, outcome, subject_id, subject_name, details)
      select pg_temp.id('o', o), now() - (${size.auditEvents}::int - i) * interval '1 second' * ${SECONDS_APART}::int,
        pg_temp.id('u', actor), pg_temp.username(actor), case when from_above then pg_temp.id('o', 1) end,
        '192.0.2.' || i % 250, action, (case when h % 37 = 0 then 'refused' else 'done' end)::audit_outcome,
        subject_id, subject_name, ${DETAILS}
      from generate_series(${from}::int, ${to}::int) i
      cross join lateral (select abs(hashint4(i))) as hashed (h)
      cross join lateral (
        select case
          when i % 10 < 2 then ${BUSIEST}
          when i % 10 = 2 then 1
          else 3 + i % ${size.organizations - 2}::int
        end
      ) as chosen_organization (o)
      cross join lateral (select ${ACTION}) as chosen_action (action)
      cross join lateral (select o > 1 and action not like 'sessions.%' and h % 5 = 0) as above (from_above)
      cross join lateral (select pg_temp.first_user(case when from_above then 1 else o end)
        + case when action like 'sessions.%' then h % pg_temp.size_of(o) else h % 4 * (h % 3) end) as actors (actor)
      cross join lateral (select pg_temp.first_user(o) + h / 7 % pg_temp.size_of(o)) as others (other)
      cross join lateral (select
        case
          when action like 'sessions.%' then pg_temp.id('u', actor)
          when action like 'users.%' then pg_temp.id('u', other)
          when action like 'invitations.%' then pg_temp.id('i' || 1 + h % 10, o)
          when action like 'groups.%' then pg_temp.id('g' || 1 + h % 4, o)
          when action like 'roles.%' then pg_temp.id('r' || 1 + h % 3, o)
          else pg_temp.id('o', o)
        end,
        case
          when action like 'sessions.%' then pg_temp.username(actor)
          when action ~ '^(users|invitations)' then pg_temp.username(other)
          when action like 'groups.%' then (array['Administrators', 'Agents', 'Support', 'Readers'])[1 + h % 4]
          when action like 'roles.%' then (array['Administrator', 'Agent', 'Reader'])[1 + h % 3]
          else pg_temp.organization_name(o) end) as subjects (subject_id, subject_name)`);
    onProgress(`${to.toLocaleString("en")} audit rows`);
  }
}

/** Mostly people who sign in; the settings are changed once in 20,000 rows. */
const ACTION = sql`case
  when h % 20000 = 77 then 'settings.edit'
  when h % 1000 < 5 then (array['roles.edit', 'roles.create', 'roles.assign', 'groups.delete', 'users.delete'])[1 + h % 5]
  else (array[
    'sessions.create', 'sessions.create', 'sessions.create', 'sessions.create', 'sessions.create', 'sessions.create',
    'sessions.end', 'invitations.create', 'invitations.accept', 'invitations.delete', 'users.assign', 'users.assign',
    'users.edit', 'users.create', 'users.disable', 'groups.edit'
  ])[1 + h / 1000 % 16]
end`;

const DETAILS = sql`case
  when h % 37 = 0 then '{"reason": {"code": "not-allowed"}}'
  when action = 'users.assign' then '{"added": ["Support"], "removed": ["Readers"]}'
  when action = 'users.edit' then '{"changes": {"name": ["Nora Berg", "Nora Lund"]}}'
  when action like 'invitations.%' then '{"groups": ["Support"]}'
  else '{}' end::jsonb`;
