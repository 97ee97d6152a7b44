import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { endDueMemberships } from "@/db/memberships/end-due";
import { listMembers } from "@/db/memberships/list";
import { getMyOrganizations } from "@/db/organizations/my-organizations";
import { findAccount } from "@/db/sessions/find-account";
import { testDatabase } from "@/db/testing/database";
import { changeEnd, day, joinUntil, runOut } from "@/db/testing/membership-ends";
import { auditOf, letTimePass, membershipOf, stateOf } from "@/db/testing/queries";
import { race, testBothOrders } from "@/db/testing/race";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { getUser } from "@/db/users/get";

const { db } = testDatabase();

test("an ended membership counts nowhere, without a job", async () => {
  const scenario = await seedScenario(db);
  await joinUntil(scenario, "alex", "acme", "grace", null, ["users.view", "users.edit"]);
  const ctx = await scenario.contextOf("alex", "acme");
  const call = { ctx, userId: scenario.userId("grace") };
  expect((await scenario.access("grace", "acme")).state).toBe("open");
  expect(await usernames(scenario)).toContain("grace");
  await runOut(scenario, "grace");
  expect((await scenario.access("grace", "acme")).state).toBe("absent");
  expect(await usernames(scenario)).not.toContain("grace");
  await expect(getUser(call)).rejects.toThrow();
  const claim = { root: scenario.handle, organizationId: scenario.organizations.acme.id, username: "grace" };
  expect(await findAccount(db, claim)).toBeUndefined();
  const organization = await getMyOrganizations({
    db,
    session: await scenario.session("grace"),
    requestedId: scenario.organizations.acme.id,
    input: { sort: "name", descending: false, search: "", after: null, before: null },
  });
  expect(organization).toMatchObject({
    home: { name: "Meridian Group" },
    joined: { rows: [] },
    requestedName: null,
  });
});

test("memberships below and dependent invitations end at the same time, and are removed together", async () => {
  const scenario = await seedScenario(db);
  await joinUntil(scenario, "alex", "acme", "grace", day(30));
  await joinUntil(scenario, "elena", "europe", "grace", null, ["users.view"]);
  const above = await membershipOf(scenario, "grace");
  expect((await membershipOf(scenario, "grace", "europe"))?.ends).toEqual(above?.ends);
  await joinUntil(scenario, "alex", "acme", "linus", day(30));
  const { response } = await scenario.inviteAndDeliver("elena", "europe", "linus");
  await endDueMemberships({ db }); // of other scenarios
  for (const person of ["grace", "linus"] as const) await runOut(scenario, person);
  expect((await scenario.access("grace", "europe")).state).toBe("absent");
  expect(await stateOf(scenario, response.link, "linus")).toMatchObject({
    state: "deleted",
    reason: "left-parent",
  });
  await expect(acceptInvitation(response)).rejects.toThrow("no longer");

  expect(await endDueMemberships({ db })).toBe(2);
  expect(await membershipOf(scenario, "grace")).toBeUndefined();
  expect(await membershipOf(scenario, "grace", "europe")).toBeUndefined();
  expect(await auditOf(scenario, "europe", "memberships.end")).toMatchObject([
    { actorName: null, subjectName: "grace", details: { reason: "end-date" } },
  ]);
  expect(await auditOf(scenario, "europe", "invitations.end")).toMatchObject([{ subjectName: "linus" }]);
  expect(await auditOf(scenario, "acme", "memberships.end")).toHaveLength(2);
});

test("a user whose membership has ended can be invited and join again before it is removed", async () => {
  const scenario = await seedScenario(db);
  await joinUntil(scenario, "alex", "acme", "grace", null, ["users.view"]);
  await runOut(scenario, "grace");
  await letTimePass(scenario, "acme", "2 days");
  await joinUntil(scenario, "alex", "acme", "grace", null);
  expect(await endDueMemberships({ db })).toBe(0);
  expect((await membershipOf(scenario, "grace"))?.endsAt).toBeNull();
  expect((await scenario.access("grace", "acme")).state).toBe("no-rights");
});

testBothOrders(
  "a membership that is invited again while it is being removed is removed once",
  async (reversed) => {
    const scenario = await seedScenario(db);
    await joinUntil(scenario, "alex", "acme", "grace", null);
    await runOut(scenario, "grace");
    const [removed, invited] = await race(
      db,
      [() => endDueMemberships({ db }), () => scenario.invite("alex", "acme", ["grace"])],
      { reversed },
    );
    expect(removed).toMatchObject({ value: reversed ? 0 : 1 });
    expect(invited).toMatchObject({ value: [{ outcome: "invited" }] });
    expect(await membershipOf(scenario, "grace")).toBeUndefined();
    expect(await auditOf(scenario, "acme", "memberships.end")).toHaveLength(1);
  },
);

test("the end date of a membership that has ended can't be changed while it is being removed", async () => {
  const scenario = await seedScenario(db);
  await joinUntil(scenario, "alex", "acme", "grace", null);
  await runOut(scenario, "grace");
  const [removed, changed] = await race(db, [
    () => endDueMemberships({ db }),
    () => changeEnd(scenario, "alex", "grace", day(10)),
  ]);
  expect(removed).toMatchObject({ value: 1 });
  expect(changed).toMatchObject({ reason: expect.any(NotFound) });
  expect(await membershipOf(scenario, "grace")).toBeUndefined();
});

test("a membership that another command has locked doesn't keep the others from being removed", async () => {
  const scenario = await seedScenario(db);
  for (const person of ["grace", "linus"] as const) {
    await joinUntil(scenario, "alex", "acme", person, null);
    await runOut(scenario, person);
  }
  await db.transaction(async (tx) => {
    await tx.execute(sql`
      select from memberships
      where organization_id = ${scenario.organizations.acme.id} and user_id = ${scenario.userId("grace")}
      for update`);
    expect(await endDueMemberships({ db })).toBe(1);
    expect(await membershipOf(scenario, "linus")).toBeUndefined();
  });
  expect(await endDueMemberships({ db })).toBe(1);
});

test("two runs at the same time remove and record each membership once", async () => {
  const scenario = await seedScenario(db);
  for (const person of ["grace", "linus"] as const) {
    await joinUntil(scenario, "alex", "acme", person, null);
    await runOut(scenario, person);
  }
  const run = () => endDueMemberships({ db });
  expect(await race(db, [run, run])).toMatchObject([{ value: 2 }, { value: 0 }]);
  const ended = await auditOf(scenario, "acme", "memberships.end");
  expect(ended.map(({ subjectName }) => subjectName).sort()).toEqual(["grace", "linus"]);
});

async function usernames(scenario: Scenario): Promise<string[]> {
  const input = { sort: "name", descending: false, search: "", after: null, before: null } as const;
  return (await listMembers({ ctx: await scenario.contextOf("alex", "acme"), input })).rows.map(
    ({ username }) => username,
  );
}
