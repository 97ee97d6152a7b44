import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { findInvitationByLink } from "@/db/invitations/find-by-link";
import { uuids } from "@/db/uuid";
import { type History, ORGANIZATION_NAMES } from "./history";

/** Checks all invariants. @returns the ones that are broken */
export async function brokenInvariants(history: History): Promise<string[]> {
  const { db, organizations } = history.scenario;
  const ids = ORGANIZATION_NAMES.map((name) => organizations[name].id);
  return [
    ...(await brokenInDatabase(db, ids)),
    ...(await miscountedActions(history)),
    ...(await replacedLinks(history)),
  ];
}

/** Checks only those invariants that a query can check, in these organizations. */
export async function brokenInDatabase(db: Database, organizationIds: string[]): Promise<string[]> {
  const here = sql`any(${uuids(organizationIds)})`;
  const checks = Object.entries(INVARIANTS).map(
    ([invariant, counterexamples]) =>
      sql`select ${invariant}::text as invariant where exists (${counterexamples(here)})`,
  );
  const rows = await db.execute<{ invariant: string }>(sql.join(checks, sql` union all `));
  return rows.map(({ invariant }) => invariant);
}

const fromEvents = sql`from audit_events e where e.outcome = 'done'`;

/** Each query selects violations of the invariant in the organizations `here`. */
const INVARIANTS: Readonly<Record<string, (here: SQL) => SQL>> = {
  "every invited member has accepted an invitation": (here) => sql`
    select from memberships m
    where m.organization_id = ${here}
      and m.origin = 'invited'
      and not exists (
        select from invitations i
        where i.id = m.invitation_id
          and i.status = 'accepted'
          and i.organization_id = m.organization_id
          and i.user_id = m.user_id
      )`,
  "a user who has accepted an invitation and hasn't left since is an invited member": (here) => sql`
    select from (
      select
        e.organization_id,
        case e.action when 'invitations.accept' then e.actor_id else e.subject_id end as user_id,
        sum(case e.action when 'invitations.accept' then 1 else -1 end) as memberships
      ${fromEvents}
        and e.organization_id = ${here}
        and e.action in ('invitations.accept', 'memberships.end')
      group by 1, 2
    ) as recorded
    full join (
      select organization_id, user_id
      from memberships
      where organization_id = ${here} and origin = 'invited'
    ) as m using (organization_id, user_id)
    where coalesce(recorded.memberships, 0) <> case when m.user_id is null then 0 else 1 end`,
  "an invited member has the groups that were recorded when accepting": (here) => sql`
    select from memberships m
    join audit_events e
      on e.subject_id = m.invitation_id and e.action = 'invitations.accept' and e.outcome = 'done'
    where m.organization_id = ${here}
      and m.origin = 'invited'
      and e.details -> 'groups' <> (
        select coalesce(jsonb_agg(g.name order by g.name), '[]')
        from membership_groups mg
        join groups g on g.id = mg.group_id
        where mg.organization_id = m.organization_id and mg.user_id = m.user_id
      )`,
  "only members are in groups": (here) => sql`
    select from membership_groups mg
    where mg.organization_id = ${here}
      and not exists (
        select from memberships m
        where m.organization_id = mg.organization_id and m.user_id = mg.user_id
      )`,
  "every invitation has one event for its creation": (here) => sql`
    select from invitations i
    where i.organization_id = ${here}
      and 1 <> (select count(*) ${fromEvents} and e.subject_id = i.id and e.action = 'invitations.create')`,
  "every ended invitation has one event for its end, with the reason": (here) => sql`
    select from invitations i
    where i.organization_id = ${here}
      and (
        select array_agg(e.action || coalesce(' ' || (e.details ->> 'reason'), '') order by e.id)
        ${fromEvents}
          and e.subject_id = i.id
          and e.action in (
            'invitations.accept', 'invitations.decline', 'invitations.delete', 'invitations.end'
          )
      ) is distinct from case
        when i.end_reason = 'accepted' then array['invitations.accept']
        when i.end_reason = 'declined' then array['invitations.decline']
        when i.end_reason = 'deleted' then array['invitations.delete']
        when i.end_reason is not null then array['invitations.end ' || i.end_reason]
      end`,
  "every sent email has an event": (here) => sql`
    select from invitations i
    where i.organization_id = ${here}
      and i.sent_count <> (
        select count(*) ${fromEvents} and e.subject_id = i.id and e.action = 'invitations.send'
      )`,
  "every resending has an event": (here) => sql`
    select from invitations i
    where i.organization_id = ${here}
      and cardinality(i.resent_at) <> (
        select count(*) ${fromEvents} and e.subject_id = i.id and e.action = 'invitations.resend'
      )`,
  "every event belongs to an invitation of its organization": (here) => sql`
    select ${fromEvents}
      and e.organization_id = ${here}
      and e.action like 'invitations.%'
      and not exists (
        select from invitations i
        where i.id = e.subject_id and i.organization_id = e.organization_id
      )`,
  "no member has a pending invitation": (here) => sql`
    select from invitations i
    join memberships m on m.organization_id = i.organization_id and m.user_id = i.user_id
    where i.organization_id = ${here} and i.status = 'pending'`,
  "every pending invitation is for an active member of the parent": (here) => sql`
    select from invitations i
    where i.organization_id = ${here}
      and i.status = 'pending'
      and not exists (
        select from memberships pm
        join users u on u.id = pm.user_id
        where pm.organization_id = i.parent_organization_id
          and pm.user_id = i.user_id
          and u.disabled_at is null
      )`,
  "every waiting email has a job": (here) => sql`
    select from invitations i
    where i.organization_id = ${here}
      and i.status = 'pending'
      and i.email_state = 'waiting'
      and not exists (select from graphile_worker.jobs j where j.key = 'invitation:' || i.id)`,
};

/** Compares the changes that commands reported with the audit log. */
async function miscountedActions({ scenario, counts }: History): Promise<string[]> {
  const organizationIds = Object.values(scenario.organizations).map(({ id }) => id);
  const rows = await scenario.db.execute<{ action: string; times: number }>(sql`
    select e.action, count(*)::int as times
    ${fromEvents} and e.organization_id = any(${uuids(organizationIds)})
    group by e.action`);
  const recorded = new Map(rows.map(({ action, times }) => [action, times]));
  return [...counts]
    .filter(([action, times]) => times !== (recorded.get(action) ?? 0))
    .map(
      ([action, times]) =>
        `${action} was done ${times} times and recorded ${recorded.get(action) ?? 0} times`,
    );
}

/** Finds links that still work after a later one was sent. */
async function replacedLinks({ scenario, links }: History): Promise<string[]> {
  const broken: string[] = [];
  for (const { invitationId, sending, link } of links) {
    const isReplaced = links.some((other) => other.invitationId === invitationId && other.sending > sending);
    const { state } = await findInvitationByLink({ db: scenario.db, session: null, link, now: new Date() });
    const isOpen = ["ready", "signed-out", "other-account", "expired"].includes(state);
    if (isReplaced && isOpen) broken.push(`link ${sending} of ${invitationId} is ${state}`);
  }
  return broken;
}
