import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { Conflict, Forbidden, NotFound } from "@/db/errors";
import { addMembers } from "@/db/groups/add-members";
import { listMemberChoices } from "@/db/groups/member-choices";
import { removeMembers } from "@/db/groups/remove-members";
import { acceptInvitation } from "@/db/invitations/accept";
import { testDatabase } from "@/db/testing/database";
import { givePassword } from "@/db/testing/passwords";
import { auditOf } from "@/db/testing/queries";
import { race, testBothOrders } from "@/db/testing/race";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { assignGroups } from "@/db/users/assign";
import { insertUser } from "@/db/users/insert";
import { removeUser } from "@/db/users/remove";

const { db, url } = testDatabase();

describe("adding members", () => {
  test("several are added at once, with an event each; members of the group and users from elsewhere are skipped", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const group = await seedGroup(db, acme.id, ["users.view"]);
    await addToGroup(db, acme.id, scenario.userId("alex"), group.id);
    const ctx = await scenario.contextOf("alex", "acme");
    const userIds = [scenario.userId("alex"), scenario.userId("sam"), scenario.userId("hank"), randomUUID()];
    expect(await addMembers({ ctx, input: { groupId: group.id, userIds } })).toBe(1);
    expect([...(await scenario.contextOf("sam", "acme")).permissions]).toEqual(["users.view"]);
    expect(await auditOf(scenario, "acme", "users.assign")).toMatchObject([
      { subjectId: scenario.userId("sam"), subjectName: "sam", details: { added: [group.name] } },
    ]);
  });

  test("users can't add members to a group with permissions they lack", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const assigners = await seedGroup(db, acme.id, ["users.assign"]);
    const strong = await seedGroup(db, acme.id, ["roles.delete"]);
    await addToGroup(db, acme.id, scenario.userId("sam"), assigners.id);
    const ctx = await scenario.contextOf("sam", "acme");
    for (const groupId of [strong.id, acme.administratorsGroupId]) {
      const adding = addMembers({ ctx, input: { groupId, userIds: [scenario.userId("sam")] } });
      await expect(adding).rejects.toThrow(Forbidden);
    }
    await addMembers({ ctx, input: { groupId: assigners.id, userIds: [scenario.userId("alex")] } });
  });

  testBothOrders(
    "a user who is removed from the organization at the same time isn't found",
    async (reversed) => {
      const scenario = await seedScenario(db);
      const group = await seedGroup(db, scenario.organizations.acme.id, []);
      await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
      const ctx = await scenario.contextOf("alex", "acme");
      const userId = scenario.userId("grace");
      const [added, removed] = await race(
        db,
        [
          () => addMembers({ ctx, input: { groupId: group.id, userIds: [userId] } }),
          () => removeUser({ ctx, input: { userId } }),
        ],
        { reversed },
      );
      expect(added).toMatchObject(reversed ? { reason: expect.any(NotFound) } : { value: 1 });
      expect(removed.status).toBe("fulfilled");
    },
  );

  test("a group of another organization is not found, nor are users if none of them is in this one", async () => {
    const scenario = await seedScenario(db);
    const { acme, globex } = scenario.organizations;
    const [own, foreign] = [await seedGroup(db, acme.id, []), await seedGroup(db, globex.id, [])];
    const ctx = await scenario.contextOf("alex", "acme");
    const [sam, hank] = [scenario.userId("sam"), scenario.userId("hank")];
    for (const [groupId, userId] of [
      [foreign.id, sam],
      [randomUUID(), sam],
      [own.id, hank],
      [own.id, randomUUID()],
    ] as const) {
      await expect(addMembers({ ctx, input: { groupId, userIds: [userId] } })).rejects.toThrow(NotFound);
      await expect(removeMembers({ ctx, input: { groupId, userIds: [userId] } })).rejects.toThrow(NotFound);
    }
  });

  test("adding or removing many takes as many statements as one", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const group = await seedGroup(db, acme.id, ["users.view"]);
    const userIds = await seedUsers(scenario, 40);
    let statements = 0;
    const counting = createDatabase(url, { connections: 1, onStatement: () => statements++ });
    const ctx = { ...(await scenario.contextOf("ada", "acme")), db: counting };
    const count = async (change: typeof addMembers, userIds: string[]) => {
      statements = 0;
      expect(await change({ ctx, input: { groupId: group.id, userIds } })).toBe(userIds.length);
      return statements;
    };
    const [first = "", ...others] = userIds;
    expect(await count(addMembers, [first])).toBe(await count(addMembers, others));
    expect(await count(removeMembers, [first])).toBe(await count(removeMembers, others));
    await counting.close();
  });
});

describe("removing members", () => {
  test("they stay users but lose the group's permissions immediately, with an event each", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const group = await seedGroup(db, acme.id, ["users.view"]);
    const seeded = await seedUsers(scenario, 2);
    for (const userId of [...seeded, scenario.userId("sam")]) await addToGroup(db, acme.id, userId, group.id);
    const ctx = await scenario.contextOf("alex", "acme");
    const userIds = [...seeded, scenario.userId("sam"), scenario.userId("alex")];
    expect(await removeMembers({ ctx, input: { groupId: group.id, userIds } })).toBe(3);
    expect((await scenario.access("sam", "acme")).state).toBe("no-rights");
    const rows = await auditOf(scenario, "acme", "users.assign");
    expect(rows.map(({ subjectName }) => subjectName)).toEqual(["crowd-0", "crowd-1", "sam"]);
    expect(rows[0]?.details).toEqual({ removed: [group.name] });
  });

  test("users can't remove members from a group with permissions they lack", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const assigners = await seedGroup(db, acme.id, ["users.assign"]);
    await addToGroup(db, acme.id, scenario.userId("sam"), assigners.id);
    const ctx = await scenario.contextOf("sam", "acme");
    const remove = (groupId: string, userId: string) =>
      removeMembers({ ctx, input: { groupId, userIds: [userId] } });
    await expect(remove(acme.administratorsGroupId, scenario.userId("alex"))).rejects.toThrow(
      "You can't remove anyone from “Administrators” because this group has permissions that you don't have.",
    );
    expect(await remove(assigners.id, scenario.userId("sam"))).toBe(1);
  });

  test("the last administrator of a root organization can't be removed, even if two are removed at the same time", async () => {
    const scenario = await seedScenario(db);
    const { id, administratorsGroupId: groupId } = scenario.organizations.meridian;
    const [ada, grace] = [scenario.userId("ada"), scenario.userId("grace")];
    const adaCtx = await scenario.contextOf("ada", "meridian");
    await expect(removeMembers({ ctx: adaCtx, input: { groupId, userIds: [ada] } })).rejects.toThrow(
      Conflict,
    );
    await addToGroup(db, id, grace, groupId);
    await givePassword(db, grace);
    const removeBoth = removeMembers({ ctx: adaCtx, input: { groupId, userIds: [ada, grace] } });
    await expect(removeBoth).rejects.toThrow(Conflict);
    const graceCtx = await scenario.contextOf("grace", "meridian");
    const results = await race(db, [
      () => removeMembers({ ctx: adaCtx, input: { groupId, userIds: [grace] } }),
      () => removeMembers({ ctx: graceCtx, input: { groupId, userIds: [ada] } }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  });

  test("the last two administrators of a root organization can't both remove themselves at the same time", async () => {
    const scenario = await seedScenario(db);
    const { id, administratorsGroupId: groupId } = scenario.organizations.meridian;
    await addToGroup(db, id, scenario.userId("grace"), groupId);
    await givePassword(db, scenario.userId("grace"));
    const removeSelf = async (person: "ada" | "grace") => {
      const ctx = await scenario.contextOf(person, "meridian");
      return () => removeMembers({ ctx, input: { groupId, userIds: [scenario.userId(person)] } });
    };
    expect(await race(db, [await removeSelf("ada"), await removeSelf("grace")])).toMatchObject([
      { status: "fulfilled" },
      { reason: expect.any(Conflict) },
    ]);
  });
});

test("a user can be in 500 groups, and the error names the user", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const userId = scenario.userId("sam");
  const more = [await seedGroup(db, acme.id, []), await seedGroup(db, acme.id, [])].map(({ id }) => id);
  await db.execute(sql`
    with new_groups as (
      insert into groups (id, organization_id, name)
      select gen_random_uuid(), ${acme.id}, 'Group ' || n from generate_series(1, 499) n
      returning id
    )
    insert into membership_groups (organization_id, user_id, group_id)
    select ${acme.id}, ${userId}, id from new_groups`);
  const ctx = await scenario.contextOf("alex", "acme");
  const add = (groupId = "") => addMembers({ ctx, input: { groupId, userIds: [userId] } });
  await add(more[0]);
  await expect(add(more[1])).rejects.toThrow("Sam Rivera can be in up to 500 groups of this organization.");
  const assigning = assignGroups({ ctx, input: { userId, groupIds: more, before: [] } });
  await expect(assigning).rejects.toThrow(Conflict);
});

describe("choosing users to add", () => {
  test("finds users of this organization by username, name and email address, and marks existing members", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const group = await seedGroup(db, acme.id, []);
    await addToGroup(db, acme.id, scenario.userId("sam"), group.id);
    const ctx = await scenario.contextOf("alex", "acme");
    const find = (search: string) => listMemberChoices({ ctx, input: { groupId: group.id, search } });
    expect(await find("")).toEqual([
      { id: scenario.userId("alex"), name: "Alex Morgan", username: "alex", member: false },
      { id: scenario.userId("sam"), name: "Sam Rivera", username: "sam", member: true },
    ]);
    for (const search of ["SAM", "acme, SAM", "sam@acme-travel.example"])
      expect(await find(search)).toHaveLength(1);
    expect(await find("hank")).toEqual([]);
  });

  test.each([["users.view"], ["users.assign"]] as const)("%s alone is not enough", async (permission) => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const group = await seedGroup(db, acme.id, [permission]);
    await addToGroup(db, acme.id, scenario.userId("sam"), group.id);
    const ctx = await scenario.contextOf("sam", "acme");
    await expect(listMemberChoices({ ctx, input: { groupId: group.id, search: "" } })).rejects.toThrow(
      Forbidden,
    );
  });
});

async function seedUsers(scenario: Scenario, count: number): Promise<string[]> {
  const usernames = Array.from({ length: count }, (_, at) => `crowd-${at}`);
  const insert = (username: string) =>
    insertUser(db, {
      organizationId: scenario.organizations.acme.id,
      username,
      name: username,
      email: null,
      password: null,
    });
  return await Promise.all(usernames.map(insert));
}
