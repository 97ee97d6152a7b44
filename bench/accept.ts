import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { acceptInvitation } from "@/db/invitations/accept";
import { inviteUsers } from "@/db/invitations/invite";
import { newLink } from "@/db/link";
import type { Session } from "@/db/sessions/session";
import { compare, type Figure, forEachConcurrently, rateOf } from "./measure";
import { type Scenario, seedChild } from "./scenario";

type Acceptance = { readonly link: string; readonly hash: Buffer; readonly session: Session };

/** Accepting, with two groups: the command, beside the same transaction by the bare driver. */
export async function benchAccept(scenario: Scenario): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [width, count] of [
    [1, 400],
    [16, 3200], // many, because each connection plans its statements once after seeding
  ] as const) {
    const { ours, floor } = await compare(
      async () => {
        const acceptances = await seedAcceptances(scenario, count);
        return await rateOf(count, () =>
          forEachConcurrently(acceptances, width, ({ link, session }) =>
            acceptInvitation({ db: scenario.db, link, session, address: "192.0.2.1" }),
          ),
        );
      },
      async () => {
        const acceptances = await seedAcceptances(scenario, count);
        return await rateOf(count, () =>
          forEachConcurrently(acceptances, width, (one) => acceptBare(scenario, one)),
        );
      },
    );
    const work = width === 1 ? "accept, one after the other" : `accept, ${width} in flight`;
    figures.push({ work, unit: "per s", ours, floor, wanted: { atLeast: 0.7 } });
  }
  return figures;
}

/** Invitations whose links are known here, and a session of each invitee. */
export async function seedAcceptances(scenario: Scenario, count: number): Promise<Acceptance[]> {
  const { ctx, id, groupIds } = await seedChild(scenario);
  const usernames = scenario.usernames.slice(0, count);
  await inviteUsers({ ctx, input: { usernames, groupIds: [...groupIds], requestId: randomUUID() } });
  const links = usernames.map(() => newLink());
  const rows = await scenario.db.execute<Session & { username: string }>(sql`
    with linked as (
      update invitations i
      set link_hash = decode(given.hash, 'hex'),
        expires_at = now() + interval '1 day',
        email_state = 'sent',
        sent_at = now()
      from unnest(
        ${sql.param(usernames)}::text[],
        ${sql.param(links.map(({ hash }) => hash.toString("hex")))}::text[]
      ) as given (username, hash)
      where i.organization_id = ${id} and i.username = given.username
      returning i.user_id, i.username
    ),
    signed_in as (
      insert into sessions (user_id, address)
      select user_id, '192.0.2.1' from linked
      returning id, user_id
    )
    select s.id, s.user_id as "userId", l.username
    from signed_in s
    join linked l using (user_id)`);
  const sessions = new Map(rows.map(({ username, id, userId }) => [username, { id, userId }]));
  await scenario.db.execute(sql`delete from graphile_worker._private_jobs`);
  await scenario.db.execute(sql`analyze`); // as autovacuum does after a minute
  return usernames.flatMap((username, at) => {
    const [session, made] = [sessions.get(username), links[at]];
    return session && made ? [{ ...made, session }] : [];
  });
}

/** Writes the same rows, without checking anything. */
async function acceptBare({ bare }: Scenario, { hash, session }: Acceptance): Promise<void> {
  const client = await bare.connect();
  await client.query("begin");
  await client.query({
    name: "lock",
    text: `
      select i.id
      from invitations i
      join memberships m on m.organization_id = i.parent_organization_id and m.user_id = i.user_id
      where i.link_hash = $1 and i.user_id = $2
      for no key update of m`,
    values: [hash, session.userId],
  });
  await client.query({
    name: "accept",
    text: `
      with claimed as (
        update invitations
        set status = 'accepted', ended_at = now(), end_reason = 'accepted', opened_at = now()
        where link_hash = $1 and status = 'pending' and expires_at > now()
        returning *
      ),
      joined as (
        insert into memberships (
          organization_id, user_id, root_id, origin, parent_organization_id, invitation_id, invited_by_id, username,
          name, search, parent_ends_at
        )
        select
          organization_id, user_id, root_id, 'invited', parent_organization_id, id, inviter_id, username,
          name, search, 'infinity'
        from claimed
      ),
      grouped as (
        insert into membership_groups (organization_id, user_id, group_id)
        select claimed.organization_id, claimed.user_id, ig.group_id
        from claimed
        join invitation_groups ig on ig.invitation_id = claimed.id
      )
      insert into audit_events (
        organization_id, actor_id, actor_name, address, action, subject_id, subject_name, details
      )
      select
        organization_id, user_id, username, $2, 'invitations.accept', id, username,
        jsonb_build_object('notGranted', '{}'::jsonb, 'groups', (
          select jsonb_agg(ig.group_name) from invitation_groups ig where ig.invitation_id = claimed.id
        ))
      from claimed`,
    values: [hash, "192.0.2.1"],
  });
  await client.query("commit");
  client.release();
}
