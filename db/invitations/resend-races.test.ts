import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { keys } from "@/db/testing/link-keys";
import { auditOf, letTimePass, membershipOf, stateOf } from "@/db/testing/queries";
import { repeatRace } from "@/db/testing/repeat-race";
import { type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { disableUser } from "@/db/users/disable";
import { acceptInvitation } from "./accept";
import { changeInvitationGroups } from "./change-groups";
import { deleteInvitations } from "./delete";
import { beginDelivery } from "./deliver";
import { requestNewLink } from "./request-new-link";
import { resendInvitations } from "./resend";

const { db } = testDatabase();

repeatRace("sending again against accepting ends in one of the two, whole", async (round) => {
  const scenario = await seedScenario(db);
  const { answer, invitationId } = await invitedAWhileAgo(scenario);
  const ctx = await scenario.contextOf("alex", "acme");
  const again = () => resendInvitations({ ctx, input: { invitationIds: [invitationId] } });
  const accept = () => acceptInvitation(answer);
  const [one, two] = round % 2 ? [again(), accept()] : [accept(), again()];
  const ended = await Promise.allSettled([one, two]);
  const accepted = ended[round % 2 ? 1 : 0]?.status === "fulfilled";
  const after = await standing(scenario);
  expect(after).toEqual({
    member: accepted,
    status: accepted ? "accepted" : "pending",
    resent: accepted ? 0 : 1,
    jobs: 1, // the first mail's, or the one that took its organization
    round: accepted ? null : "1",
  });
  expect((await membershipOf(scenario, "grace")) !== undefined).toBe(accepted);
  if (!accepted) expect(await stateOf(scenario, answer.link, "grace")).toEqual({ state: "unknown" });
});

repeatRace(
  "sending again twenty times at once sends once",
  async () => {
    const scenario = await seedScenario(db);
    const { invitationId } = await invitedAWhileAgo(scenario);
    const ctx = await scenario.contextOf("alex", "acme");
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => resendInvitations({ ctx, input: { invitationIds: [invitationId] } })),
    );
    const sent = outcomes.flat().filter(({ outcome }) => outcome === "sent");
    expect(sent).toHaveLength(1);
    expect(outcomes.flat().filter(({ outcome }) => outcome === "too-soon")).toHaveLength(19);
    expect(await standing(scenario)).toMatchObject({ resent: 1, jobs: 1, round: "1" });
  },
  3,
);

repeatRace(
  "many are sent again, deleted and invited at once in any order, and nobody waits for each other in a ring",
  async () => {
    const scenario = await seedScenario(db);
    const people = ["grace", "linus", "margaret", "dennis"] as const;
    const ids: string[] = [];
    for (const person of people)
      ids.push((await scenario.inviteAndDeliver("alex", "acme", person)).invitationId);
    await letTimePass(scenario, "acme", "1 hour");
    const ctx = await scenario.contextOf("alex", "acme");
    const both = [ids, ids.toReversed()];
    await Promise.all([
      ...both.map((invitationIds) => resendInvitations({ ctx, input: { invitationIds } })),
      ...both.map((invitationIds) =>
        deleteInvitations({ ctx, input: { invitationIds } }).catch((error: Error) => {
          expect(error.name).toBe("NotFound");
        }),
      ),
      scenario.invite("alex", "acme", [...people]),
      scenario.invite("ada", "acme", people.toReversed()),
    ]);
  },
);

repeatRace("sending again against disabling the account leaves no live invitation behind", async (round) => {
  const scenario = await seedScenario(db);
  const { invitationId } = await invitedAWhileAgo(scenario);
  const [alex, ada] = [await scenario.contextOf("alex", "acme"), await scenario.contextOf("ada", "meridian")];
  const again = () => resendInvitations({ ctx: alex, input: { invitationIds: [invitationId] } });
  const disable = () => disableUser({ ctx: ada, input: { userId: scenario.userId("grace") } });
  await Promise.all(round % 2 ? [again(), disable()] : [disable(), again()]);
  expect((await standing(scenario)).status).toBe("deleted");
  expect(await beginDelivery({ db, keys, invitationId })).toBeNull();
});

repeatRace("asking for a link against sending again leaves no request on what was sent", async () => {
  const scenario = await seedScenario(db);
  const { answer, invitationId } = await invitedAWhileAgo(scenario, "80 hours");
  const ctx = await scenario.contextOf("alex", "acme");
  await Promise.all([
    requestNewLink({ ...answer, session: null }),
    resendInvitations({ ctx, input: { invitationIds: [invitationId] } }),
  ]);
  const [row] = await db.execute<{ asked: boolean }>(
    sql`select new_link_requested_at is not null as asked from invitations where id = ${invitationId}`,
  );
  expect(row?.asked).toBe(false);
});

repeatRace("changing the groups against accepting gives the old ones or the new ones, whole", async () => {
  const scenario = await seedScenario(db);
  const here = scenario.organizations.acme.id;
  const groups = await Promise.all(Array.from({ length: 4 }, () => seedGroup(db, here, [])));
  const [before, after] = [groups.slice(0, 2), groups.slice(2)].map((half) => half.map(({ id }) => id));
  const { answer, invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace", before);
  const ctx = await scenario.contextOf("alex", "acme");
  const change = changeInvitationGroups({ ctx, input: { invitationId, groupIds: after ?? [] } });
  const [changed] = await Promise.allSettled([change, acceptInvitation(answer)]);
  const given = await db.execute<{ id: string }>(sql`
      select group_id as id from membership_groups where organization_id = ${here} and user_id = ${scenario.userId("grace")}`);
  const expected = changed.status === "fulfilled" ? after : before;
  expect(given.map(({ id }) => id).sort()).toEqual(expected?.toSorted());
  const audited = await auditOf(scenario, "acme", "invitations.edit");
  expect(audited.filter(({ outcome }) => outcome === "done")).toHaveLength(
    changed.status === "fulfilled" ? 1 : 0,
  );
});

async function invitedAWhileAgo(scenario: Scenario, time = "1 hour") {
  const invited = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await letTimePass(scenario, "acme", time);
  return invited;
}

/** What stands of grace's invitation into acme. */
async function standing(scenario: Scenario) {
  const [here, grace] = [scenario.organizations.acme.id, scenario.userId("grace")];
  const [row] = await db.execute<{
    member: boolean;
    status: string;
    resent: number;
    jobs: number;
    round: string | null;
  }>(sql`
    select exists (select from memberships where organization_id = ${here} and user_id = ${grace}) as member, i.status,
      (select count(*)::int from audit_events where subject_id = i.id and action = 'invitations.resend' and outcome = 'done') as "resent",
      (select count(*)::int from graphile_worker._private_jobs where payload ->> 'invitationId' = i.id::text) as jobs,
      (select max(payload ->> 'round') from graphile_worker._private_jobs where payload ->> 'invitationId' = i.id::text) as round
    from invitations i where i.organization_id = ${here} and i.user_id = ${grace}`);
  if (!row) throw new Error("There is no invitation.");
  return row;
}
