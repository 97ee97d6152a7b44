import { describe, expect, test } from "vitest";
import { NotFound } from "@/db/errors";
import { deleteRole } from "@/db/roles/delete";
import { editRole } from "@/db/roles/edit";
import { getRole } from "@/db/roles/queries";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { addToGroup, seedGroup, seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();

describe("deleting a role", () => {
  test("its users lose it immediately, and the event lists its groups", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const group = await seedGroup(db, acme.id, ["users.view"]);
    await addToGroup(db, acme.id, scenario.userId("sam"), group.id);
    const ctx = await scenario.contextOf("alex", "acme");
    expect(await getRole({ ctx, roleId: group.roleId })).toMatchObject({
      groups: [{ id: group.id, name: group.name, members: 1 }],
      people: { count: 1, more: false },
    });
    await deleteRole({ ctx, input: { roleId: group.roleId } });
    expect((await scenario.access("sam", "acme")).state).toBe("no-rights");
    expect(await auditOf(scenario, "acme", "roles.delete")).toMatchObject([
      { subjectId: group.roleId, subjectName: group.name, details: { groups: [group.name] } },
    ]);
  });

  test("a role of another organization is not found", async () => {
    const scenario = await seedScenario(db);
    const { roleId } = await seedGroup(db, scenario.organizations.globex.id, []);
    const ctx = await scenario.contextOf("alex", "acme");
    await expect(deleteRole({ ctx, input: { roleId } })).rejects.toThrow(NotFound);
    const input = { roleId, name: "Mine", permissions: [], before: [] };
    await expect(editRole({ ctx, input })).rejects.toThrow(NotFound);
  });
});
