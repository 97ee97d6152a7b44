import { randomUUID } from "node:crypto";
import { inviteUsers } from "@/db/invitations/invite";
import { compare, type Figure, rateOf } from "./measure";
import { type Child, type Scenario, seedChild } from "./scenario";

/** Inviting known users into two groups: the command, beside one statement that writes the same rows. */
export async function benchInvite(scenario: Scenario): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const count of [1000, 10_000]) {
    const usernames = scenario.usernames.slice(0, count);
    const { ours, floor } = await compare(
      async () => {
        const { ctx, groupIds } = await seedChild(scenario);
        const input = { usernames: [...usernames], groupIds: [...groupIds], requestId: randomUUID() };
        return await rateOf(count, async () => expectAll(await inviteUsers({ ctx, input }), count));
      },
      async () => {
        const child = await seedChild(scenario);
        return await rateOf(count, () => inviteBare(scenario, child, usernames));
      },
    );
    const work = `invite ${count.toLocaleString("en")} known users`;
    figures.push({ work, unit: "users/s", ours, floor, wanted: { atLeast: 0.6 } });
  }
  return figures;
}

function expectAll(outcomes: readonly { outcome: string }[], count: number): void {
  const invited = outcomes.filter(({ outcome }) => outcome === "invited").length;
  if (invited !== count) throw new Error(`Only ${invited} of ${count} were invited.`);
}

/** The same rows, one statement: no rights, no limits, no outcomes. */
async function inviteBare(scenario: Scenario, { id, ctx, groupIds }: Child, usernames: readonly string[]) {
  await scenario.bare.query({
    name: "invite",
    text: `
      with invited as (
        insert into invitations
          (organization_id, parent_organization_id, root_id, user_id, username, name, search, inviter_id, lifetime_hours)
        select $1, organization_id, root_id, user_id, username, name, search, $2, 72
        from memberships where organization_id = $3 and username = any($4)
        returning id, username
      ),
      grouped as (
        insert into invitation_groups (organization_id, invitation_id, group_id, group_name)
        select $1, invited.id, groups.id, groups.name from invited cross join groups
        where groups.organization_id = $1 and groups.id = any($5)
      ),
      audited as (
        insert into audit_events (organization_id, actor_id, actor_name, action, subject_id, subject_name)
        select $1, $2, 'administrator', 'invitations.create', id, username from invited
      )
      select count(*) from graphile_worker.add_jobs(array(
        select row(
          'send-invitation', json_build_object('invitationId', id), null, null, 21, 'invitation:' || id, null, null
        )::graphile_worker.job_spec
        from invited))`,
    values: [id, ctx.actor.id, scenario.vendorId, usernames, groupIds],
  });
}
