import { expect, test } from "vitest";
import { Forbidden } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { testDatabase } from "@/db/testing/database";
import { joinUntil } from "@/db/testing/membership-ends";
import { auditOf, membershipOf } from "@/db/testing/queries";
import { race, testBothOrders } from "@/db/testing/race";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { removeUser } from "@/db/users/remove";
import type { Permission } from "@/lib/permissions";

const { db } = testDatabase();

test("a user can't be removed by an actor who can't grant their permissions", async () => {
  const scenario = await seedScenario(db);
  await acceptInvitation(
    (
      await scenario.inviteAndDeliver("alex", "acme", "grace", [
        scenario.organizations.acme.administratorsGroupId,
      ])
    ).response,
  );
  await expect(removeAs(scenario, ["users.remove"])).rejects.toThrow(
    "You can't remove Grace Holloway because they have permissions that you don't have. Ask an administrator.",
  );
  expect(await membershipOf(scenario, "grace")).toBeDefined();
  expect(await auditOf(scenario, "acme", "users.remove")).toMatchObject([
    { outcome: "refused", actorName: "sam" },
  ]);
  await removeUser({
    ctx: await scenario.contextOf("alex", "acme"),
    input: { userId: scenario.userId("grace") },
  });
  expect(await membershipOf(scenario, "grace")).toBeUndefined();
});

test("a user can't be removed by an actor who can't grant their permissions in a child organization", async () => {
  const scenario = await seedScenario(db);
  await joinUntil(scenario, "alex", "acme", "grace", null);
  await joinUntil(scenario, "elena", "europe", "grace", null, ["groups.delete"]);
  await expect(removeAs(scenario, ["users.remove", "groups.delete"])).rejects.toThrow(
    "permissions that you don't have",
  );
  expect(await membershipOf(scenario, "grace", "europe")).toBeDefined();
});

testBothOrders(
  "a user who joins a child organization while they are removed gets permissions that protect them, or doesn't join",
  async (reversed) => {
    const scenario = await seedScenario(db);
    await joinUntil(scenario, "alex", "acme", "grace", null);
    const { administratorsGroupId } = scenario.organizations.europe;
    const { response } = await scenario.inviteAndDeliver("elena", "europe", "grace", [administratorsGroupId]);
    const remove = await prepareRemoval(scenario, ["users.remove"]);
    const [joined, removed] = await race(db, [() => acceptInvitation(response), remove], { reversed });
    expect(joined.status).toBe(reversed ? "rejected" : "fulfilled");
    expect(removed).toMatchObject(reversed ? { status: "fulfilled" } : { reason: expect.any(Forbidden) });
    expect(await membershipOf(scenario, "grace", "europe")).toEqual(reversed ? undefined : expect.anything());
  },
);

test("permissions in the managing organization or in a sibling don't protect a user from removal", async () => {
  const scenario = await seedScenario(db);
  const { meridian } = scenario.organizations;
  await addToGroup(db, meridian.id, scenario.userId("grace"), meridian.administratorsGroupId);
  await joinUntil(scenario, "hank", "globex", "grace", null, ["groups.delete"]);
  await joinUntil(scenario, "alex", "acme", "grace", null, ["users.remove"]);
  await removeAs(scenario, ["users.remove"]);
  expect(await membershipOf(scenario, "grace")).toBeUndefined();
  expect(await membershipOf(scenario, "grace", "globex")).toBeDefined();
});

/** Removes grace from Acme Travel as sam, who has only these permissions. */
async function removeAs(scenario: Scenario, permissions: readonly Permission[]): Promise<void> {
  await (await prepareRemoval(scenario, permissions))();
}

async function prepareRemoval(scenario: Scenario, permissions: readonly Permission[]) {
  const group = await seedGroup(db, scenario.organizations.acme.id, permissions);
  await addToGroup(db, scenario.organizations.acme.id, scenario.userId("sam"), group.id);
  const ctx = await scenario.contextOf("sam", "acme");
  return () => removeUser({ ctx, input: { userId: scenario.userId("grace") } });
}
