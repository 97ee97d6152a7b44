import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { queuedJobs } from "@/db/testing/email-queue";
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

repeatRace("resending while accepting does one of the two completely", async (round) => {
  const scenario = await seedScenario(db);
  const { answer, invitationId } = await invitedAWhileAgo(scenario);
  const ctx = await scenario.contextOf("alex", "acme");
  const again = () => resendInvitations({ ctx, input: { invitationIds: [invitationId] } });
  const accept = () => acceptInvitation(answer);
  const [one, two] = round % 2 ? [again(), accept()] : [accept(), again()];
  const ended = await Promise.allSettled([one, two]);
  const accepted = ended[round % 2 ? 1 : 0]?.status === "fulfilled";
  const after = await invitationOfGrace(scenario);
  expect(after).toEqual({
    member: accepted,
    status: accepted ? "accepted" : "pending",
    resent: accepted ? 0 : 1,
    jobs: 1, // that of the first email, or the one that replaced it
    round: accepted ? undefined : 1,
  });
  expect((await membershipOf(scenario, "grace")) !== undefined).toBe(accepted);
  if (!accepted) expect(await stateOf(scenario, answer.link, "grace")).toEqual({ state: "unknown" });
});

repeatRace(
  "twenty simultaneous requests resend once",
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
    expect(await invitationOfGrace(scenario)).toMatchObject({ resent: 1, jobs: 1, round: 1 });
  },
  3,
);

repeatRace(
  "resending, deleting and inviting many at the same time in any order never deadlocks",
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

repeatRace("resending while the account is disabled leaves no pending invitation", async (round) => {
  const scenario = await seedScenario(db);
  const { invitationId } = await invitedAWhileAgo(scenario);
  const [alex, ada] = [await scenario.contextOf("alex", "acme"), await scenario.contextOf("ada", "meridian")];
  const again = () => resendInvitations({ ctx: alex, input: { invitationIds: [invitationId] } });
  const disable = () => disableUser({ ctx: ada, input: { userId: scenario.userId("grace") } });
  await Promise.all(round % 2 ? [again(), disable()] : [disable(), again()]);
  expect((await invitationOfGrace(scenario)).status).toBe("deleted");
  expect(await beginDelivery({ db, keys, invitationId })).toBeNull();
});

repeatRace("requesting a new link while resending leaves no request on the new link", async () => {
  const scenario = await seedScenario(db);
  const { answer, invitationId } = await invitedAWhileAgo(scenario, "80 hours");
  const ctx = await scenario.contextOf("alex", "acme");
  await Promise.all([
    requestNewLink({ ...answer, session: null }),
    resendInvitations({ ctx, input: { invitationIds: [invitationId] } }),
  ]);
  const [row] = await db.execute<{ requested: boolean }>(
    sql`select new_link_requested_at is not null as requested from invitations where id = ${invitationId}`,
  );
  expect(row?.requested).toBe(false);
});

repeatRace("changing the groups while accepting grants all of the old or all of the new groups", async () => {
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

async function invitationOfGrace(scenario: Scenario) {
  const [here, grace] = [scenario.organizations.acme.id, scenario.userId("grace")];
  const [row] = await db.execute<{ id: string; member: boolean; status: string; resent: number }>(sql`
    select
      i.id,
      i.status,
      exists (select from memberships where organization_id = ${here} and user_id = ${grace}) as member,
      (
        select count(*)::int
        from audit_events
        where subject_id = i.id and action = 'invitations.resend' and outcome = 'done'
      ) as resent
    from invitations i
    where i.organization_id = ${here} and i.user_id = ${grace}`);
  if (!row) throw new Error("There is no invitation.");
  const { id, ...invitation } = row;
  const jobs = (await queuedJobs(db)).filter(({ payload }) => payload.invitationId === id);
  return { ...invitation, jobs: jobs.length, round: jobs.at(-1)?.payload.round };
}
