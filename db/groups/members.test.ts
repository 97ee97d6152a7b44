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
import { addToGroup, plantGroup, plantWorld, type World } from "@/db/testing/scenario";
import { insertUser } from "@/db/users/insert";

const { db, url } = testDatabase();

describe("adding members", () => {
  test("several come in at once, each with an audit row; members already and strangers are passed over", async () => {
    const world = await plantWorld(db);
    const { acme } = world.places;
    const group = await plantGroup(db, acme.id, ["users.view"]);
    await addToGroup(db, acme.id, world.userId("alex"), group.id);
    const ctx = await world.as("alex", "acme");
    const userIds = [world.userId("alex"), world.userId("sam"), world.userId("hank"), randomUUID()];
    expect(await addMembers({ ctx, input: { groupId: group.id, userIds } })).toBe(1);
    expect([...(await world.as("sam", "acme")).permissions]).toEqual(["users.view"]);
    expect(await auditOf(world, "acme", "users.assign")).toMatchObject([
      { subjectId: world.userId("sam"), subjectName: "sam", details: { added: [group.name] } },
    ]);
  });

  test("nobody puts anybody into a group that allows more than they may do", async () => {
    const world = await plantWorld(db);
    const { acme } = world.places;
    const assigning = await plantGroup(db, acme.id, ["users.assign"]);
    const strong = await plantGroup(db, acme.id, ["roles.delete"]);
    await addToGroup(db, acme.id, world.userId("sam"), assigning.id);
    const ctx = await world.as("sam", "acme");
    for (const groupId of [strong.id, acme.administratorsId]) {
      const adding = addMembers({ ctx, input: { groupId, userIds: [world.userId("sam")] } });
      await expect(adding).rejects.toThrow(Forbidden);
    }
    await addMembers({ ctx, input: { groupId: assigning.id, userIds: [world.userId("alex")] } });
  });

  test("a foreign group and strangers alone are not there", async () => {
    const world = await plantWorld(db);
    const { acme, globex } = world.places;
    const [own, foreign] = [await plantGroup(db, acme.id, []), await plantGroup(db, globex.id, [])];
    const ctx = await world.as("alex", "acme");
    const [sam, hank] = [world.userId("sam"), world.userId("hank")];
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
    const world = await plantWorld(db);
    const { acme } = world.places;
    const group = await plantGroup(db, acme.id, ["users.view"]);
    const crowd = await plantCrowd(world, 40);
    let statements = 0;
    const counting = createDatabase(url, { connections: 1, onStatement: () => statements++ });
    const ctx = { ...(await world.as("ada", "acme")), db: counting };
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
    const world = await plantWorld(db);
    const { acme } = world.places;
    const group = await plantGroup(db, acme.id, ["users.view"]);
    const crowd = await plantCrowd(world, 2);
    for (const userId of [...crowd, world.userId("sam")]) await addToGroup(db, acme.id, userId, group.id);
    const ctx = await world.as("alex", "acme");
    const userIds = [...crowd, world.userId("sam"), world.userId("alex")];
    expect(await removeMembers({ ctx, input: { groupId: group.id, userIds } })).toBe(3);
    expect((await world.access("sam", "acme")).state).toBe("no-rights");
    const rows = await auditOf(world, "acme", "users.assign");
    expect(rows.map(({ subjectName }) => subjectName)).toEqual(["crowd-0", "crowd-1", "sam"]);
    expect(rows[0]?.details).toEqual({ removed: [group.name] });
  });

  test("nobody takes anybody out of a group that allows more than they may do", async () => {
    const world = await plantWorld(db);
    const { acme } = world.places;
    const assigning = await plantGroup(db, acme.id, ["users.assign"]);
    await addToGroup(db, acme.id, world.userId("sam"), assigning.id);
    const ctx = await world.as("sam", "acme");
    const remove = (groupId: string, userId: string) =>
      removeMembers({ ctx, input: { groupId, userIds: [userId] } });
    await expect(remove(acme.administratorsId, world.userId("alex"))).rejects.toThrow(
      "You cannot take away “Administrators”: it allows more than you may do here yourself.",
    );
    expect(await remove(assigning.id, world.userId("sam"))).toBe(1);
  });

  test("the last administrator of a root stays; two who remove each other at once leave one", async () => {
    for (let round = 0; round < 10; round++) {
      const world = await plantWorld(db);
      const { id, administratorsId: groupId } = world.places.meridian;
      const [ada, grace] = [world.userId("ada"), world.userId("grace")];
      const alone = await world.as("ada", "meridian");
      await expect(removeMembers({ ctx: alone, input: { groupId, userIds: [ada] } })).rejects.toThrow(
        Conflict,
      );
      await addToGroup(db, id, grace, groupId);
      await givePassword(db, grace);
      const both = removeMembers({ ctx: alone, input: { groupId, userIds: [ada, grace] } });
      await expect(both).rejects.toThrow(Conflict);
      const other = await world.as("grace", "meridian");
      const ended = await Promise.allSettled([
        removeMembers({ ctx: alone, input: { groupId, userIds: [grace] } }),
        removeMembers({ ctx: other, input: { groupId, userIds: [ada] } }),
      ]);
      expect(ended.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    }
  });
});

describe("choosing whom to add", () => {
  test("finds by username, name and e-mail, and says who is a member; users of others are not found", async () => {
    const world = await plantWorld(db);
    const { acme } = world.places;
    const group = await plantGroup(db, acme.id, []);
    await addToGroup(db, acme.id, world.userId("sam"), group.id);
    const ctx = await world.as("alex", "acme");
    const find = (search: string) => listMemberChoices({ ctx, input: { groupId: group.id, search } });
    expect(await find("")).toEqual([
      { id: world.userId("alex"), name: "alex of acme", username: "alex", member: false },
      { id: world.userId("sam"), name: "sam of acme", username: "sam", member: true },
    ]);
    for (const search of ["SAM", "m of acme", "sam@acme.example"]) expect(await find(search)).toHaveLength(1);
    expect(await find("hank")).toEqual([]);
  });

  test.each([["users.view"], ["users.assign"]] as const)("%s alone does not allow it", async (permission) => {
    const world = await plantWorld(db);
    const { acme } = world.places;
    const group = await plantGroup(db, acme.id, [permission]);
    await addToGroup(db, acme.id, world.userId("sam"), group.id);
    const ctx = await world.as("sam", "acme");
    await expect(listMemberChoices({ ctx, input: { groupId: group.id, search: "" } })).rejects.toThrow(
      Forbidden,
    );
  });
});

async function plantCrowd(world: World, count: number): Promise<string[]> {
  const usernames = Array.from({ length: count }, (_, at) => `crowd-${at}`);
  const insert = (username: string) =>
    insertUser(db, {
      organizationId: world.places.acme.id,
      username,
      name: username,
      email: null,
      password: null,
    });
  return await Promise.all(usernames.map(insert));
}
