import { expect, test } from "vitest";
import { Conflict, NotFound } from "@/db/errors";
import { deleteGroup } from "@/db/groups/delete";
import { getGroup } from "@/db/groups/queries";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { addToGroup, plantGroup, plantWorld } from "@/db/testing/scenario";

const { db } = testDatabase();

test("before and after, it is known how many members and pending invitations a deleted group had", async () => {
  const world = await plantWorld(db);
  const { acme } = world.places;
  const group = await plantGroup(db, acme.id, ["users.view"]);
  await addToGroup(db, acme.id, world.userId("sam"), group.id);
  await world.invite("alex", "acme", ["grace", "linus"], [group.id]);
  const ctx = await world.as("alex", "acme");
  expect(await getGroup({ ctx, groupId: group.id })).toMatchObject({ members: 1, pendingInvitations: 2 });
  await deleteGroup({ ctx, input: { groupId: group.id } });
  await expect(getGroup({ ctx, groupId: group.id })).rejects.toThrow(NotFound);
  expect((await world.access("sam", "acme")).state).toBe("no-rights");
  expect(await auditOf(world, "acme", "groups.delete")).toMatchObject([
    { subjectId: group.id, subjectName: group.name, details: { members: 1, pendingInvitations: 2 } },
  ]);
});

test("the group that holds the last administrator of a root stays; below a root it can go", async () => {
  const world = await plantWorld(db);
  const { meridian, acme } = world.places;
  const ada = await world.as("ada", "meridian");
  const root = { ctx: ada, input: { groupId: meridian.administratorsId } };
  await expect(deleteGroup(root)).rejects.toThrow(Conflict);
  expect((await world.access("ada", "meridian")).state).toBe("open");
  await deleteGroup({ ctx: await world.as("alex", "acme"), input: { groupId: acme.administratorsId } });
  expect((await world.access("alex", "acme")).state).toBe("no-rights");
  expect((await world.access("ada", "acme")).state).toBe("open");
});

test("a group of another organization is not there", async () => {
  const world = await plantWorld(db);
  const foreign = await plantGroup(db, world.places.globex.id, []);
  const ctx = await world.as("alex", "acme");
  await expect(deleteGroup({ ctx, input: { groupId: foreign.id } })).rejects.toThrow(NotFound);
});
