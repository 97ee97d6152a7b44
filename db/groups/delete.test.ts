import { expect, test } from "vitest";
import { Conflict, NotFound } from "@/db/errors";
import { deleteGroup } from "@/db/groups/delete";
import { getGroup } from "@/db/groups/queries";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { addToGroup, seedGroup, seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();

test("the number of members and pending invitations is shown before deleting a group and recorded afterwards", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const group = await seedGroup(db, acme.id, ["users.view"]);
  await addToGroup(db, acme.id, scenario.userId("sam"), group.id);
  await scenario.invite("alex", "acme", ["grace", "linus"], [group.id]);
  const ctx = await scenario.contextOf("alex", "acme");
  expect(await getGroup({ ctx, groupId: group.id })).toMatchObject({ members: 1, pendingInvitations: 2 });
  await deleteGroup({ ctx, input: { groupId: group.id } });
  await expect(getGroup({ ctx, groupId: group.id })).rejects.toThrow(NotFound);
  expect((await scenario.access("sam", "acme")).state).toBe("no-rights");
  expect(await auditOf(scenario, "acme", "groups.delete")).toMatchObject([
    { subjectId: group.id, subjectName: group.name, details: { members: 1, pendingInvitations: 2 } },
  ]);
});

test("a root organization's group with the last administrator can't be deleted; a child organization's can", async () => {
  const scenario = await seedScenario(db);
  const { meridian, acme } = scenario.organizations;
  const ada = await scenario.contextOf("ada", "meridian");
  const root = { ctx: ada, input: { groupId: meridian.administratorsGroupId } };
  await expect(deleteGroup(root)).rejects.toThrow(Conflict);
  expect((await scenario.access("ada", "meridian")).state).toBe("open");
  await deleteGroup({
    ctx: await scenario.contextOf("alex", "acme"),
    input: { groupId: acme.administratorsGroupId },
  });
  expect((await scenario.access("alex", "acme")).state).toBe("no-rights");
  expect((await scenario.access("ada", "acme")).state).toBe("open");
});

test("a group of another organization is not found", async () => {
  const scenario = await seedScenario(db);
  const foreign = await seedGroup(db, scenario.organizations.globex.id, []);
  const ctx = await scenario.contextOf("alex", "acme");
  await expect(deleteGroup({ ctx, input: { groupId: foreign.id } })).rejects.toThrow(NotFound);
});
