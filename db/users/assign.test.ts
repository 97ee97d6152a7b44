import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Conflict, Forbidden, NotFound } from "@/db/errors";
import { addMembers } from "@/db/groups/add-members";
import { acceptInvitation } from "@/db/invitations/accept";
import { auditEvents } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { givePassword } from "@/db/testing/passwords";
import { race, testBothOrders, waitUntilBlocked } from "@/db/testing/race";
import { addToGroup, seedGroup, seedScenario } from "@/db/testing/scenario";
import { assignGroups } from "@/db/users/assign";
import { deleteUser } from "@/db/users/delete";
import { disableUser } from "@/db/users/disable";
import { getUser } from "@/db/users/get";
import { userGroups } from "@/db/users/input";
import { removeUser } from "@/db/users/remove";

const { db } = testDatabase();

describe("changing a user's groups", () => {
  test("changing an invited user's groups changes their permissions immediately", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const [one, two] = [
      await seedGroup(db, acme.id, ["users.view"]),
      await seedGroup(db, acme.id, ["groups.view"]),
    ];
    await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace", [one.id])).response);
    const ctx = await scenario.contextOf("alex", "acme");
    await assignGroups({ ctx, input: { userId: scenario.userId("grace"), groupIds: [two.id] } });
    expect([...(await scenario.contextOf("grace", "acme")).permissions]).toEqual(["groups.view"]);
    expect(await getUser({ ctx, userId: scenario.userId("grace") })).toMatchObject({
      origin: "invited",
      managedBy: { name: "Meridian Group" },
      groups: [{ name: two.name }],
    });
    const [event] = await db
      .select()
      .from(auditEvents)
      .where(sql`organization_id = ${acme.id} and action = 'users.assign'`);
    expect(event).toMatchObject({
      actorName: "alex",
      subjectName: "grace",
      details: { added: [two.name], removed: [one.name] },
    });
  });

  test("users can't assign or remove groups with permissions that they lack, but such groups can stay", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const assigning = await seedGroup(db, acme.id, ["users.assign"]);
    const strong = await seedGroup(db, acme.id, ["groups.delete"]);
    await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
    await addToGroup(db, acme.id, scenario.userId("sam"), assigning.id);
    const ctx = await scenario.contextOf("sam", "acme");
    const assign = (groupIds: string[], person: "grace" | "sam" = "grace") =>
      assignGroups({ ctx, input: { userId: scenario.userId(person), groupIds } });
    await expect(assign([strong.id])).rejects.toThrow(Forbidden);
    await expect(assign([assigning.id, acme.administratorsGroupId], "sam")).rejects.toThrow(Forbidden);
    await assign([assigning.id]);
    await addToGroup(db, acme.id, scenario.userId("grace"), strong.id);
    await assign([assigning.id, strong.id]);
    await expect(assign([])).rejects.toThrow(Forbidden);
    await assign([strong.id]);
  });

  test("groups and users of other organizations aren't found", async () => {
    const scenario = await seedScenario(db);
    const foreign = await seedGroup(db, scenario.organizations.globex.id, []);
    const ctx = await scenario.contextOf("alex", "acme");
    const sam = scenario.userId("sam");
    await expect(assignGroups({ ctx, input: { userId: sam, groupIds: [foreign.id] } })).rejects.toThrow(
      NotFound,
    );
    const hank = scenario.userId("hank");
    await expect(assignGroups({ ctx, input: { userId: hank, groupIds: [] } })).rejects.toThrow(NotFound);
    await expect(getUser({ ctx, userId: hank })).rejects.toThrow(NotFound);
    await expect(getUser({ ctx, userId: "nonsense" })).rejects.toThrow(NotFound);
  });

  test("a group that somebody else adds at the same time stays", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const [chosen, strong] = [
      await seedGroup(db, acme.id, []),
      await seedGroup(db, acme.id, ["groups.delete"]),
    ];
    const assigning = await seedGroup(db, acme.id, ["users.assign"]);
    await addToGroup(db, acme.id, scenario.userId("sam"), assigning.id);
    const [sam, alex] = [await scenario.contextOf("sam", "acme"), await scenario.contextOf("alex", "acme")];
    await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
    const userId = scenario.userId("grace");
    const { assigned } = await db.transaction(async (tx) => {
      await tx.execute(sql`select from groups where id = ${chosen.id} for update`);
      const assigned = assignGroups({ ctx: sam, input: { userId, groupIds: [chosen.id], before: [] } });
      await waitUntilBlocked(db); // it has read the user's groups
      await addMembers({ ctx: alex, input: { groupId: strong.id, userIds: [userId] } });
      return { assigned };
    });
    await assigned;
    const { groups } = await getUser({ ctx: alex, userId });
    expect(groups.map(({ id }) => id).sort()).toEqual([chosen.id, strong.id].sort());
  });

  testBothOrders("of an account that is deleted at the same time aren't found", async (reversed) => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const group = await seedGroup(db, acme.id, []);
    const ctx = await scenario.contextOf("alex", "acme");
    const userId = scenario.userId("sam");
    const [assigned, deleted] = await race(
      db,
      [
        () => assignGroups({ ctx, input: { userId, groupIds: [group.id] } }),
        () => deleteUser({ ctx, input: { userId } }),
      ],
      { reversed },
    );
    expect(deleted.status).toBe("fulfilled");
    expect(assigned).toMatchObject(
      reversed ? { reason: expect.any(NotFound) } : { value: { name: "Sam Rivera" } },
    );
  });
});

describe("the last administrator of a root organization", () => {
  test("can't be disabled, and can be demoted only when another administrator can sign in", async () => {
    const scenario = await seedScenario(db);
    const ctx = await scenario.contextOf("ada", "meridian");
    const ada = scenario.userId("ada");
    await expect(assignGroups({ ctx, input: { userId: ada, groupIds: [] } })).rejects.toThrow(Conflict);
    await expect(disableUser({ ctx, input: { userId: ada } })).rejects.toThrow(Conflict);
    expect((await scenario.access("ada", "meridian")).state).toBe("open");
    await addToGroup(
      db,
      scenario.organizations.meridian.id,
      scenario.userId("grace"),
      scenario.organizations.meridian.administratorsGroupId,
    );
    await expect(assignGroups({ ctx, input: { userId: ada, groupIds: [] } })).rejects.toThrow(
      "at least one administrator who can sign in",
    );
    await givePassword(db, scenario.userId("grace"));
    await assignGroups({ ctx, input: { userId: ada, groupIds: [] } });
    expect((await scenario.access("ada", "meridian")).state).toBe("no-rights");
  });

  test("can't be demoted when two administrators demote each other at the same time", async () => {
    const scenario = await seedScenario(db);
    const { id, administratorsGroupId } = scenario.organizations.meridian;
    await addToGroup(db, id, scenario.userId("grace"), administratorsGroupId);
    await givePassword(scenario.db, scenario.userId("grace"));
    const [ada, grace] = [
      await scenario.contextOf("ada", "meridian"),
      await scenario.contextOf("grace", "meridian"),
    ];
    const results = await race(db, [
      () => assignGroups({ ctx: ada, input: { userId: scenario.userId("grace"), groupIds: [] } }),
      () => assignGroups({ ctx: grace, input: { userId: scenario.userId("ada"), groupIds: [] } }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  });

  test("can't be demoted when two administrators demote themselves at the same time", async () => {
    const scenario = await seedScenario(db);
    const { id, administratorsGroupId } = scenario.organizations.meridian;
    await addToGroup(db, id, scenario.userId("grace"), administratorsGroupId);
    await givePassword(scenario.db, scenario.userId("grace"));
    const demoteSelf = async (person: "ada" | "grace") => {
      const ctx = await scenario.contextOf(person, "meridian");
      return () => assignGroups({ ctx, input: { userId: scenario.userId(person), groupIds: [] } });
    };
    expect(await race(db, [await demoteSelf("ada"), await demoteSelf("grace")])).toMatchObject([
      { status: "fulfilled" },
      { reason: expect.any(Conflict) },
    ]);
  });

  test("of a child organization can be demoted, because administrators of the parent can enter it", async () => {
    const scenario = await seedScenario(db);
    const ctx = await scenario.contextOf("ada", "acme");
    await assignGroups({ ctx, input: { userId: scenario.userId("alex"), groupIds: [] } });
    expect((await scenario.access("alex", "acme")).state).toBe("no-rights");
  });
});

test("an account can't be removed from the organization that manages it", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  await expect(removeUser({ ctx, input: { userId: scenario.userId("sam") } })).rejects.toThrow(Conflict);
  await expect(removeUser({ ctx, input: { userId: scenario.userId("hank") } })).rejects.toThrow(NotFound);
  const rows = await db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.organizationId, scenario.organizations.acme.id));
  expect(rows).toMatchObject([{ action: "users.remove", outcome: "refused", actorName: "alex" }]);
});

test("the form of a user in more than 100 groups can be sent", () => {
  const groupIds = Array.from({ length: 300 }, () => randomUUID());
  const form = { userId: randomUUID(), groupIds, before: groupIds };
  expect(userGroups.safeParse(form).success).toBe(true);
});
