import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { queuedJobs } from "@/db/testing/email-queue";
import { keys } from "@/db/testing/link-keys";
import { auditOf, letTimePass, membershipOf, stateOf } from "@/db/testing/queries";
import { race, testBothOrders } from "@/db/testing/race";
import { type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { disableUser } from "@/db/users/disable";
import { acceptInvitation } from "./accept";
import { changeInvitationGroups } from "./change-groups";
import { deleteInvitations } from "./delete";
import { beginDelivery } from "./deliver";
import { requestNewLink } from "./request-new-link";
import { resendInvitations } from "./resend";

// An account may have a fifth of the connections: enough for all of its requests in a race.
const { db } = testDatabase({ connections: 110 });

testBothOrders(
  "when an invitation is resent and accepted at the same time, the first one counts",
  async (reversed) => {
    const scenario = await seedScenario(db);
    const { response, invitationId } = await invitedAWhileAgo(scenario);
    const ctx = await scenario.contextOf("alex", "acme");
    const [resending, accepting] = await race(
      db,
      [
        () => resendInvitations({ ctx, input: { invitationIds: [invitationId] } }),
        () => acceptInvitation(response),
      ],
      { reversed },
    );
    expect(accepting.status).toBe(reversed ? "fulfilled" : "rejected");
    expect(resending).toMatchObject({ value: [{ outcome: reversed ? "ended" : "sent" }] });
    expect(await invitationOfGrace(scenario)).toEqual({
      member: reversed,
      status: reversed ? "accepted" : "pending",
      resent: reversed ? 0 : 1,
      jobs: 1, // that of the first email, or the one that replaced it
      round: reversed ? undefined : 1,
    });
    expect((await membershipOf(scenario, "grace")) !== undefined).toBe(reversed);
    if (!reversed)
      expect(await stateOf(scenario, response.link, "grace")).toMatchObject({ state: "replaced" });
  },
);

test("two simultaneous requests resend once, even if the first email has left the queue", async () => {
  const scenario = await seedScenario(db);
  const { invitationId } = await invitedAWhileAgo(scenario);
  await db.execute(
    sql`delete from graphile_worker._private_jobs where key = ${`invitation:${invitationId}`}`,
  );
  const ctx = await scenario.contextOf("alex", "acme");
  const resend = () => resendInvitations({ ctx, input: { invitationIds: [invitationId] } });
  expect(await race(db, [resend, resend])).toMatchObject([
    { value: [{ outcome: "sent" }] },
    { value: [{ outcome: "too-soon" }] },
  ]);
});

test("ten simultaneous requests resend once", async () => {
  const scenario = await seedScenario(db);
  const { invitationId } = await invitedAWhileAgo(scenario);
  const ctx = await scenario.contextOf("alex", "acme");
  const results = await race(
    db,
    Array.from(
      { length: 10 },
      () => () => resendInvitations({ ctx, input: { invitationIds: [invitationId] } }),
    ),
  );
  const outcomes = results.flatMap((result) => (result.status === "fulfilled" ? result.value : []));
  expect(outcomes.filter(({ outcome }) => outcome === "sent")).toHaveLength(1);
  expect(outcomes.filter(({ outcome }) => outcome === "too-soon")).toHaveLength(9);
  expect(await invitationOfGrace(scenario)).toMatchObject({ resent: 1, jobs: 1, round: 1 });
});

testBothOrders(
  "resending, deleting and inviting many at the same time in any order never deadlocks",
  async (reversed) => {
    const scenario = await seedScenario(db);
    const people = ["grace", "linus", "margaret", "dennis"] as const;
    const invited: { id: string; userId: string }[] = [];
    for (const person of people) {
      const { invitationId } = await scenario.inviteAndDeliver("alex", "acme", person);
      invited.push({ id: invitationId, userId: scenario.userId(person) });
    }
    invited.sort((one, other) => (one.userId < other.userId ? -1 : 1));
    await letTimePass(scenario, "acme", "1 hour");
    const ctx = await scenario.contextOf("alex", "acme");
    const ids = invited.map(({ id }) => id);
    const both = [ids, ids.toReversed()];
    const deleting = (invitationIds: string[]) => () => deleteInvitations({ ctx, input: { invitationIds } });
    const results = await race(
      db,
      [
        ...both.map((invitationIds) => () => resendInvitations({ ctx, input: { invitationIds } })),
        ...both.map(deleting),
        () => scenario.invite("alex", "acme", [...people]),
        () => scenario.invite("ada", "acme", people.toReversed()),
      ],
      // The third of four, so that commands that start from either end have already locked others.
      { reversed, lock: sql`select from invitations where id = ${ids[2]} for update` },
    );
    expect(results.flatMap((result) => (result.status === "rejected" ? [result.reason.name] : []))).toEqual(
      expect.toSatisfy((names: string[]) => names.every((name) => name === "NotFound")),
    );
  },
);

testBothOrders("resending while the account is disabled leaves no pending invitation", async (reversed) => {
  const scenario = await seedScenario(db);
  const { invitationId } = await invitedAWhileAgo(scenario);
  const [alex, ada] = [await scenario.contextOf("alex", "acme"), await scenario.contextOf("ada", "meridian")];
  const results = await race(
    db,
    [
      () => resendInvitations({ ctx: alex, input: { invitationIds: [invitationId] } }),
      () => disableUser({ ctx: ada, input: { userId: scenario.userId("grace") } }),
    ],
    { reversed },
  );
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
  expect(await invitationOfGrace(scenario)).toMatchObject({ status: "deleted", resent: reversed ? 0 : 1 });
  expect(await beginDelivery({ db, keys, invitationId })).toBeNull();
});

testBothOrders(
  "requesting a new link while resending leaves no request on the new link",
  async (reversed) => {
    const scenario = await seedScenario(db);
    const { response, invitationId } = await invitedAWhileAgo(scenario, "80 hours");
    const ctx = await scenario.contextOf("alex", "acme");
    const results = await race(
      db,
      [
        () => requestNewLink({ ...response, session: null }),
        () => resendInvitations({ ctx, input: { invitationIds: [invitationId] } }),
      ],
      { reversed },
    );
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    const [row] = await db.execute<{ requested: boolean }>(
      sql`select new_link_requested_at is not null as requested from invitations where id = ${invitationId}`,
    );
    expect(row?.requested).toBe(false);
  },
);

testBothOrders(
  "changing the groups while accepting grants all of the old or all of the new groups",
  async (reversed) => {
    const scenario = await seedScenario(db);
    const here = scenario.organizations.acme.id;
    const groups = await Promise.all(Array.from({ length: 4 }, () => seedGroup(db, here, [])));
    const [before, after] = [groups.slice(0, 2), groups.slice(2)].map((half) => half.map(({ id }) => id));
    const { response, invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace", before);
    const ctx = await scenario.contextOf("alex", "acme");
    const [changing, accepting] = await race(
      db,
      [
        () => changeInvitationGroups({ ctx, input: { invitationId, groupIds: after ?? [] } }),
        () => acceptInvitation(response),
      ],
      { reversed },
    );
    expect(accepting.status).toBe("fulfilled");
    expect(changing.status).toBe(reversed ? "rejected" : "fulfilled");
    const given = await db.execute<{ id: string }>(sql`
      select group_id as id from membership_groups where organization_id = ${here} and user_id = ${scenario.userId("grace")}`);
    expect(given.map(({ id }) => id).sort()).toEqual((reversed ? before : after)?.toSorted());
    const audited = await auditOf(scenario, "acme", "invitations.edit");
    expect(audited.filter(({ outcome }) => outcome === "done")).toHaveLength(reversed ? 0 : 1);
  },
);

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
