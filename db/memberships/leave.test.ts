import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { Conflict, Forbidden, NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { leaveOrganization } from "@/db/memberships/leave";
import { disableOrganization } from "@/db/organizations/disable";
import { endSession } from "@/db/sessions/end";
import { testDatabase } from "@/db/testing/database";
import { auditOf, membershipOf, stateOf } from "@/db/testing/queries";
import { race, testBothOrders } from "@/db/testing/race";
import { type OrganizationKey, type Person, type Scenario, seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();

const leave = async (scenario: Scenario, person: Person, organization: OrganizationKey) =>
  leaveOrganization({
    db,
    session: await scenario.session(person),
    organizationId: scenario.organizations[organization].id,
    address: "192.0.2.7",
  });

test("leaving ends the membership and those below, and the audit log records each", async () => {
  const scenario = await seedScenario(db);
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
  const { link } = await scenario.inviteAndDeliver("elena", "europe", "grace");
  await leave(scenario, "grace", "acme");
  expect(await membershipOf(scenario, "grace", "acme")).toBeUndefined();
  expect(await membershipOf(scenario, "grace", "meridian")).toMatchObject({ origin: "managed" });
  expect(await auditOf(scenario, "acme", "memberships.end")).toMatchObject([
    { actorName: "grace", subjectName: "grace", address: "192.0.2.7", details: { reason: "left" } },
  ]);
  expect(await auditOf(scenario, "europe", "invitations.end")).toMatchObject([{ actorName: "grace" }]);
  expect((await stateOf(scenario, link, "grace")).state).not.toBe("open");
  await expect(leave(scenario, "grace", "acme")).rejects.toThrow(NotFound);
});

test("memberships below that came through it end, too", async () => {
  const scenario = await seedScenario(db);
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
  await acceptInvitation((await scenario.inviteAndDeliver("elena", "europe", "grace")).response);
  await leave(scenario, "grace", "europe");
  expect(await membershipOf(scenario, "grace", "acme")).toBeDefined();
  await acceptInvitation((await scenario.inviteAndDeliver("elena", "europe", "grace")).response);
  await leave(scenario, "grace", "acme");
  expect(await membershipOf(scenario, "grace", "europe")).toBeUndefined();
});

test("leaving the managing organization is refused, and the refusal is recorded", async () => {
  const scenario = await seedScenario(db);
  await expect(leave(scenario, "sam", "acme")).rejects.toThrow(Conflict);
  expect(await membershipOf(scenario, "sam", "acme")).toBeDefined();
  expect(await auditOf(scenario, "acme", "memberships.end")).toMatchObject([
    { outcome: "refused", actorName: "sam" },
  ]);
});

test("other organizations get the same response as those that don't exist, and record nothing", async () => {
  const scenario = await seedScenario(db);
  const session = await scenario.session("grace");
  const refusals = new Set<string>();
  for (const organizationId of [
    scenario.organizations.acme.id,
    scenario.organizations.orbit.id,
    randomUUID(),
    "nonsense",
    scenario.organizations.globex.id.toUpperCase(),
  ]) {
    const call = leaveOrganization({ db, session, organizationId, address: "x" });
    await call.catch((error) => refusals.add(`${error.name}: ${error.message}`));
  }
  expect([...refusals]).toEqual(["NotFound: You aren't a user of this organization."]);
  expect(await auditOf(scenario, "acme", "memberships.end")).toEqual([]);
});

test("an ended session can't leave", async () => {
  const scenario = await seedScenario(db);
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
  const session = await scenario.session("grace");
  await endSession({ db, session, address: "x" });
  const call = { db, session, organizationId: scenario.organizations.acme.id, address: "x" };
  await expect(leaveOrganization(call)).rejects.toThrow(Forbidden);
  expect(await membershipOf(scenario, "grace", "acme")).toBeDefined();
});

test("a disabled organization can be left", async () => {
  const scenario = await seedScenario(db);
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
  const organizationId = scenario.organizations.acme.id;
  await disableOrganization({ ctx: await scenario.contextOf("ada", "meridian"), input: { organizationId } });
  await leave(scenario, "grace", "acme");
  expect(await membershipOf(scenario, "grace", "acme")).toBeUndefined();
});

testBothOrders(
  "a user who leaves while accepting an invitation below keeps no membership below",
  async (reversed) => {
    const scenario = await seedScenario(db);
    await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
    const { response } = await scenario.inviteAndDeliver("elena", "europe", "grace");
    const [left, accepted] = await race(
      db,
      [() => leave(scenario, "grace", "acme"), () => acceptInvitation(response)],
      { reversed },
    );
    expect(left.status).toBe("fulfilled");
    expect(accepted.status).toBe(reversed ? "fulfilled" : "rejected");
    expect(await membershipOf(scenario, "grace", "europe")).toBeUndefined();
  },
);
