import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { findInvitationByLink } from "@/db/invitations/find-by-link";
import { type History, ORGANIZATION_KEYS } from "./history";

/** The rules that do not hold now, in words: none, whatever has happened. */
export async function brokenInvariants(history: History): Promise<string[]> {
  const { db, organizations } = history.scenario;
  const broken = await breaches(
    db,
    ORGANIZATION_KEYS.map((organization) => organizations[organization].id),
  );
  return [...broken, ...(await untoldAnswers(history)), ...(await liveOldLinks(history))];
}

/** The same, of what is stored in some organizations. */
export async function breaches(db: Database, organizationIds: string[]): Promise<string[]> {
  const here = sql`any(${sql.param(organizationIds)}::uuid[])`;
  const checks = Object.entries(RULES).map(
    ([rule, breach]) => sql`select ${rule}::text as rule where exists (${breach(here)})`,
  );
  const rows = await db.execute<{ rule: string }>(sql.join(checks, sql` union all `));
  return rows.map(({ rule }) => rule);
}

const told = sql`from audit_events e where e.outcome = 'done'`;

/** Each selects what breaks it, in the organizations `here`. */
const RULES: Readonly<Record<string, (here: SQL) => SQL>> = {
  "who came by invitation has accepted one": (here) => sql`
    select from memberships m where m.organization_id = ${here} and m.origin = 'invited' and not exists (
      select from invitations i where i.id = m.invitation_id and i.status = 'accepted'
        and i.organization_id = m.organization_id and i.user_id = m.user_id)`,
  "one is a member if one has accepted, and not been removed since": (here) => sql`
    select from (
      select e.organization_id, case e.action when 'invitations.accept' then e.actor_id else e.subject_id end as user_id,
        sum(case e.action when 'invitations.accept' then 1 else -1 end) as times
      ${told} and e.organization_id = ${here} and e.action in ('invitations.accept', 'memberships.end')
      group by 1, 2
    ) as came
    full join (select organization_id, user_id from memberships where organization_id = ${here} and origin = 'invited') as m
      using (organization_id, user_id)
    where coalesce(came.times, 0) <> (case when m.user_id is null then 0 else 1 end)`,
  "a member has just the groups that accepting gave": (here) => sql`
    select from memberships m
    join audit_events e on e.subject_id = m.invitation_id and e.action = 'invitations.accept' and e.outcome = 'done'
    where m.organization_id = ${here} and m.origin = 'invited' and e.details -> 'groups' <> (
      select coalesce(jsonb_agg(g.name order by g.name), '[]') from membership_groups mg join groups g on g.id = mg.group_id
      where mg.organization_id = m.organization_id and mg.user_id = m.user_id)`,
  "nobody has a group without a membership's cause": (here) => sql`
    select from membership_groups mg where mg.organization_id = ${here} and not exists (
      select from memberships m where m.organization_id = mg.organization_id and m.user_id = mg.user_id)`,
  "each invitation was created once": (here) => sql`
    select from invitations i where i.organization_id = ${here} and 1 <> (
      select count(*) ${told} and e.subject_id = i.id and e.action = 'invitations.create')`,
  "each end of an invitation has its row, and its reason": (here) => sql`
    select from invitations i where i.organization_id = ${here} and (
      select array_agg(e.action || coalesce(' ' || (e.details ->> 'reason'), '') order by e.id)
      ${told} and e.subject_id = i.id and e.action in ('invitations.accept', 'invitations.decline', 'invitations.delete', 'invitations.end')
    ) is distinct from case when i.end_reason in ('accepted', 'declined', 'deleted')
      then array['invitations.' || case i.end_reason when 'accepted' then 'accept' when 'declined' then 'decline' else 'delete' end]
      when i.end_reason is not null then array['invitations.end ' || i.end_reason] end`,
  "each mail has its row": (here) => sql`
    select from invitations i where i.organization_id = ${here} and i.sent_count <> (
      select count(*) ${told} and e.subject_id = i.id and e.action = 'invitations.send')`,
  "each sending again has its row": (here) => sql`
    select from invitations i where i.organization_id = ${here} and cardinality(i.resent_at) <> (
      select count(*) ${told} and e.subject_id = i.id and e.action = 'invitations.resend')`,
  "each row is of an invitation that there is": (here) => sql`
    select ${told} and e.organization_id = ${here} and e.action like 'invitations.%'
      and not exists (select from invitations i where i.id = e.subject_id and i.organization_id = e.organization_id)`,
  "who is a member has no pending invitation": (here) => sql`
    select from invitations i join memberships m on m.organization_id = i.organization_id and m.user_id = i.user_id
    where i.organization_id = ${here} and i.status = 'pending'`,
  "who is pending is an active member of the parent": (here) => sql`
    select from invitations i where i.organization_id = ${here} and i.status = 'pending' and not exists (
      select from memberships pm join users u on u.id = pm.user_id
      where pm.organization_id = i.parent_organization_id and pm.user_id = i.user_id and u.disabled_at is null)`,
  "a mail that waits is in the queue": (here) => sql`
    select from invitations i where i.organization_id = ${here} and i.status = 'pending' and i.email_state = 'waiting'
      and not exists (select from graphile_worker._private_jobs j where j.key = 'invitation:' || i.id)`,
};

/** What deeds answered, against the rows that tell of it. */
async function untoldAnswers({ scenario, tally }: History): Promise<string[]> {
  const everywhere = Object.values(scenario.organizations).map(({ id }) => id);
  const rows = await scenario.db.execute<{ action: string; times: number }>(sql`
    select e.action, count(*)::int as times ${told} and e.organization_id = any(${sql.param(everywhere)}::uuid[]) group by e.action`);
  const recorded = new Map(rows.map(({ action, times }) => [action, times]));
  return [...tally]
    .filter(([action, times]) => times !== (recorded.get(action) ?? 0))
    .map(
      ([action, times]) =>
        `${action} was answered ${times} times and recorded ${recorded.get(action) ?? 0} times`,
    );
}

async function liveOldLinks({ scenario, links }: History): Promise<string[]> {
  const broken: string[] = [];
  for (const { invitationId, sending, link } of links) {
    const later = links.some((other) => other.invitationId === invitationId && other.sending > sending);
    const { state } = await findInvitationByLink({ db: scenario.db, session: null, link, now: new Date() });
    if (later && state !== "unknown")
      broken.push(`link ${sending} of ${invitationId}, which has a later one, is ${state}`);
  }
  return broken;
}
