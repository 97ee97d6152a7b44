import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { Conflict, Forbidden, NotFound } from "@/db/errors";
import { addMembers } from "@/db/groups/add-members";
import { listMemberChoices } from "@/db/groups/member-choices";
import { removeMembers } from "@/db/groups/remove-members";
import { testDatabase } from "@/db/testing/database";
import { givePassword } from "@/db/testing/passwords";
import { auditOf } from "@/db/testing/queries";
import { race } from "@/db/testing/race";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { insertUser } from "@/db/users/insert";

const { db, url } = testDatabase();

describe("adding members", () => {
  test("several come in at once, each with an audit row; members already and strangers are passed over", async () => {
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

  test("nobody puts anybody into a group that allows more than they may do", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const assigning = await seedGroup(db, acme.id, ["users.assign"]);
    const strong = await seedGroup(db, acme.id, ["roles.delete"]);
    await addToGroup(db, acme.id, scenario.userId("sam"), assigning.id);
    const ctx = await scenario.contextOf("sam", "acme");
    for (const groupId of [strong.id, acme.administratorsId]) {
      const adding = addMembers({ ctx, input: { groupId, userIds: [scenario.userId("sam")] } });
      await expect(adding).rejects.toThrow(Forbidden);
    }
    await addMembers({ ctx, input: { groupId: assigning.id, userIds: [scenario.userId("alex")] } });
  });

  test("a foreign group and strangers alone are not there", async () => {
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

  test("a thousand come and go in as many statements as one", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const group = await seedGroup(db, acme.id, ["users.view"]);
    const crowd = await seedCrowd(scenario, 40);
    let statements = 0;
    const counting = createDatabase(url, { connections: 1, onStatement: () => statements++ });
    const ctx = { ...(await scenario.contextOf("ada", "acme")), db: counting };
    const count = async (verb: typeof addMembers, userIds: string[]) => {
      statements = 0;
      expect(await verb({ ctx, input: { groupId: group.id, userIds } })).toBe(userIds.length);
      return statements;
    };
    const [one = "", ...others] = crowd;
    expect(await count(addMembers, [one])).toBe(await count(addMembers, others));
    expect(await count(removeMembers, [one])).toBe(await count(removeMembers, others));
    await counting.close();
  });
});

describe("removing members", () => {
  test("they stay users and lose what the group gave at once; each has an audit row", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const group = await seedGroup(db, acme.id, ["users.view"]);
    const crowd = await seedCrowd(scenario, 2);
    for (const userId of [...crowd, scenario.userId("sam")]) await addToGroup(db, acme.id, userId, group.id);
    const ctx = await scenario.contextOf("alex", "acme");
    const userIds = [...crowd, scenario.userId("sam"), scenario.userId("alex")];
    expect(await removeMembers({ ctx, input: { groupId: group.id, userIds } })).toBe(3);
    expect((await scenario.access("sam", "acme")).state).toBe("no-rights");
    const rows = await auditOf(scenario, "acme", "users.assign");
    expect(rows.map(({ subjectName }) => subjectName)).toEqual(["crowd-0", "crowd-1", "sam"]);
    expect(rows[0]?.details).toEqual({ removed: [group.name] });
  });

  test("nobody takes anybody out of a group that allows more than they may do", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const assigning = await seedGroup(db, acme.id, ["users.assign"]);
    await addToGroup(db, acme.id, scenario.userId("sam"), assigning.id);
    const ctx = await scenario.contextOf("sam", "acme");
    const remove = (groupId: string, userId: string) =>
      removeMembers({ ctx, input: { groupId, userIds: [userId] } });
    await expect(remove(acme.administratorsId, scenario.userId("alex"))).rejects.toThrow(
      "You cannot take away “Administrators”: it allows more than you may do here yourself.",
    );
    expect(await remove(assigning.id, scenario.userId("sam"))).toBe(1);
  });

  test("the last administrator of a root organization can't be removed, even by two at once", async () => {
    const scenario = await seedScenario(db);
    const { id, administratorsId: groupId } = scenario.organizations.meridian;
    const [ada, grace] = [scenario.userId("ada"), scenario.userId("grace")];
    const alone = await scenario.contextOf("ada", "meridian");
    await expect(removeMembers({ ctx: alone, input: { groupId, userIds: [ada] } })).rejects.toThrow(Conflict);
    await addToGroup(db, id, grace, groupId);
    await givePassword(db, grace);
    const both = removeMembers({ ctx: alone, input: { groupId, userIds: [ada, grace] } });
    await expect(both).rejects.toThrow(Conflict);
    const other = await scenario.contextOf("grace", "meridian");
    const results = await race(db, [
      () => removeMembers({ ctx: alone, input: { groupId, userIds: [grace] } }),
      () => removeMembers({ ctx: other, input: { groupId, userIds: [ada] } }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  });
});

describe("choosing whom to add", () => {
  test("finds by username, name and e-mail, and says who is a member; users of others are not found", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const group = await seedGroup(db, acme.id, []);
    await addToGroup(db, acme.id, scenario.userId("sam"), group.id);
    const ctx = await scenario.contextOf("alex", "acme");
    const find = (search: string) => listMemberChoices({ ctx, input: { groupId: group.id, search } });
    expect(await find("")).toEqual([
      { id: scenario.userId("alex"), name: "alex of acme", username: "alex", member: false },
      { id: scenario.userId("sam"), name: "sam of acme", username: "sam", member: true },
    ]);
    for (const search of ["SAM", "m of acme", "sam@acme.example"]) expect(await find(search)).toHaveLength(1);
    expect(await find("hank")).toEqual([]);
  });

  test.each([["users.view"], ["users.assign"]] as const)("%s alone does not allow it", async (permission) => {
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

async function seedCrowd(scenario: Scenario, count: number): Promise<string[]> {
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
