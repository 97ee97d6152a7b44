import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { Forbidden, NotFound } from "@/db/errors";
import { deleteGroup } from "@/db/groups/delete";
import { removeMembers } from "@/db/groups/remove-members";
import { testDatabase } from "@/db/testing/database";
import { day, invitedUntil, joinUntil } from "@/db/testing/membership-ends";
import { auditOf, membershipOf } from "@/db/testing/queries";
import { race, testBothOrders } from "@/db/testing/race";
import { addToGroup, type Person, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { countRemovalConsequences } from "@/db/users/consequences";
import { removeUser, removeUsers } from "@/db/users/remove";
import type { Permission } from "@/lib/permissions";

const { db } = testDatabase();

const PEOPLE = ["grace", "linus", "dennis"] as const;

describe("removing several users", () => {
  test("ends their memberships here and below, with an event each", async () => {
    const scenario = await seedJoined();
    await joinUntil(scenario, "elena", "europe", "grace", null);
    expect(await removeAs(scenario, "alex", PEOPLE)).toEqual({ removed: 3, notRemoved: [] });
    for (const person of PEOPLE) expect(await membershipOf(scenario, person)).toBeUndefined();
    expect(await membershipOf(scenario, "grace", "europe")).toBeUndefined();
    const events = await auditOf(scenario, "acme", "memberships.end");
    expect(events.map(({ subjectName }) => subjectName).sort()).toEqual(["dennis", "grace", "linus"]);
    for (const event of events) {
      expect(event).toMatchObject({ actorName: "alex", details: { origin: "invited", reason: "removed" } });
    }
  });

  test("leaves out accounts that are managed here and the actor's own, and returns why", async () => {
    const scenario = await seedJoined();
    expect(await removeAs(scenario, "alex", ["grace", "sam", "alex"])).toMatchObject({
      removed: 1,
      notRemoved: expect.arrayContaining([
        expect.objectContaining({ username: "sam", reason: "managed-here" }),
        expect.objectContaining({ username: "alex", reason: "own-account" }),
      ]),
    });
    expect(await membershipOf(scenario, "sam")).toBeDefined();
    expect(await membershipOf(scenario, "alex")).toBeDefined();
    expect(await auditOf(scenario, "acme", "users.remove")).toHaveLength(2);
  });

  test("leaves out users who outrank the actor here or below, like removing a single user", async () => {
    const scenario = await seedJoined();
    await joinUntil(scenario, "elena", "europe", "linus", null, ["groups.delete"]);
    await addToGroup(
      db,
      scenario.organizations.acme.id,
      scenario.userId("grace"),
      scenario.organizations.acme.administratorsGroupId,
    );
    await giveSam(scenario, ["users.remove"]);
    const { removed, notRemoved } = await removeAs(scenario, "sam", PEOPLE);
    expect(removed).toBe(1);
    expect(notRemoved.map(({ username, reason }) => [username, reason]).sort()).toEqual([
      ["grace", "outranks"],
      ["linus", "outranks"],
    ]);
    expect(await membershipOf(scenario, "dennis")).toBeUndefined();
    const refused = await auditOf(scenario, "acme", "users.remove");
    expect(refused.map(({ subjectName }) => subjectName).sort()).toEqual(["grace", "linus"]);
    for (const event of refused) {
      expect(event).toMatchObject({ outcome: "refused", details: { reason: { code: "member-outranks" } } });
    }
    for (const person of ["grace", "linus"] as const) {
      const removing = removeUser({
        ctx: await scenario.contextOf("sam", "acme"),
        input: { userId: scenario.userId(person) },
      });
      await expect(removing).rejects.toThrow(Forbidden);
    }
  });

  test("needs the permission", async () => {
    const scenario = await seedJoined();
    await giveSam(scenario, ["users.view", "users.assign"]);
    await expect(removeAs(scenario, "sam", PEOPLE)).rejects.toThrow(Forbidden);
    expect(await membershipOf(scenario, "grace")).toBeDefined();
  });

  test("skips users of other organizations, and finds nobody if all are of other organizations", async () => {
    const scenario = await seedJoined();
    await joinUntil(scenario, "hank", "globex", "margaret", null);
    expect(await removeAs(scenario, "alex", ["grace", "margaret", "elena"])).toEqual({
      removed: 1,
      notRemoved: [],
    });
    await expect(removeAs(scenario, "alex", ["margaret", "elena", "grace"])).rejects.toThrow(NotFound);
    expect(await membershipOf(scenario, "margaret", "globex")).toBeDefined();
    const ctx = await scenario.contextOf("alex", "acme");
    await expect(removeUsers({ ctx, input: { userIds: [randomUUID()] } })).rejects.toThrow(NotFound);
  });

  test("removes nobody from a root organization, so its last administrator stays", async () => {
    const scenario = await seedScenario(db);
    const result = await removeAs(scenario, "ada", ["ada", "grace"], "meridian");
    expect(result).toMatchObject({ removed: 0, notRemoved: [{}, {}] });
    expect(await membershipOf(scenario, "ada", "meridian")).toBeDefined();
  });

  testBothOrders("while others work with the same users never deadlocks", async (reversed) => {
    const scenario = await seedJoined();
    const { europe } = scenario.organizations;
    const group = await seedGroup(db, europe.id, []);
    for (const person of PEOPLE) {
      await joinUntil(scenario, "elena", "europe", person, null);
      await addToGroup(db, europe.id, scenario.userId(person), group.id);
    }
    const [alex, elena] = [
      await scenario.contextOf("alex", "acme"),
      await scenario.contextOf("elena", "europe"),
    ];
    const userIds = PEOPLE.map((person) => scenario.userId(person));
    const results = await race(
      db,
      [
        () => removeUsers({ ctx: alex, input: { userIds } }),
        () => removeUsers({ ctx: elena, input: { userIds: userIds.toReversed() } }),
        () => removeMembers({ ctx: elena, input: { groupId: group.id, userIds: userIds.toReversed() } }),
        () => deleteGroup({ ctx: elena, input: { groupId: group.id } }),
        () => removeUsers({ ctx: alex, input: { userIds: userIds.toReversed() } }),
      ],
      { reversed },
    );
    const unexpected = results.flatMap((result) =>
      result.status === "rejected" && !(result.reason instanceof NotFound) ? [result.reason] : [],
    );
    expect(unexpected).toEqual([]);
    for (const person of PEOPLE) expect(await membershipOf(scenario, person)).toBeUndefined();
    const ends = await auditOf(scenario, "acme", "memberships.end");
    expect(ends, "each is recorded once").toHaveLength(PEOPLE.length);
  });

  test("an administrator who loses the permission in the meantime removes nobody", async () => {
    const scenario = await seedJoined();
    const group = await giveSam(scenario, ["users.remove"]);
    const [alex, sam] = [await scenario.contextOf("alex", "acme"), await scenario.contextOf("sam", "acme")];
    const [, removing] = await race(db, [
      () => removeMembers({ ctx: alex, input: { groupId: group, userIds: [scenario.userId("sam")] } }),
      () => removeUsers({ ctx: sam, input: { userIds: [scenario.userId("grace")] } }),
    ]);
    expect(removing).toMatchObject({ status: "rejected", reason: expect.any(Forbidden) });
    expect(await membershipOf(scenario, "grace")).toBeDefined();
  });
});

describe("what else ends with them", () => {
  test("is counted together", async () => {
    const scenario = await seedJoined();
    await joinUntil(scenario, "elena", "europe", "grace", null);
    await joinUntil(scenario, "elena", "europe", "linus", day(20));
    await invitedUntil(scenario, "elena", "europe", "dennis", null);
    const ctx = await scenario.contextOf("alex", "acme");
    const count = (userIds: string[]) => countRemovalConsequences({ ctx, input: { userIds } });
    const ids = PEOPLE.map((person) => scenario.userId(person));
    expect(await count(ids)).toEqual({ memberships: 2, pendingInvitations: 1 });
    expect(await count([...ids, scenario.userId("margaret")])).toEqual({
      memberships: 2,
      pendingInvitations: 1,
    });
    await expect(count([scenario.userId("margaret")])).rejects.toThrow(NotFound);
  });

  test("is counted only for those who can remove users", async () => {
    const scenario = await seedJoined();
    await giveSam(scenario, ["users.view"]);
    const ctx = await scenario.contextOf("sam", "acme");
    const counting = countRemovalConsequences({ ctx, input: { userIds: [scenario.userId("grace")] } });
    await expect(counting).rejects.toThrow(Forbidden);
  });
});

/** Acme Travel with grace, linus and dennis of Meridian Group. */
async function seedJoined(): Promise<Scenario> {
  const scenario = await seedScenario(db);
  for (const person of PEOPLE) await joinUntil(scenario, "alex", "acme", person, null);
  return scenario;
}

/** @returns the id of sam's group */
async function giveSam(scenario: Scenario, permissions: readonly Permission[]): Promise<string> {
  const { acme } = scenario.organizations;
  const group = await seedGroup(db, acme.id, permissions);
  await addToGroup(db, acme.id, scenario.userId("sam"), group.id);
  return group.id;
}

async function removeAs(
  scenario: Scenario,
  by: Person,
  people: readonly Person[],
  organization: "acme" | "meridian" = "acme",
) {
  const userIds = people.map((person) => scenario.userId(person));
  return await removeUsers({ ctx: await scenario.contextOf(by, organization), input: { userIds } });
}
