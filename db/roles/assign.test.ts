import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Conflict, Forbidden, NotFound } from "@/db/errors";
import { addMembers } from "@/db/groups/add-members";
import { assignRolesToGroup } from "@/db/groups/assign-roles";
import { assignRole } from "@/db/roles/assign";
import { createRole } from "@/db/roles/create";
import { editRole } from "@/db/roles/edit";
import { testDatabase } from "@/db/testing/database";
import { givePassword } from "@/db/testing/passwords";
import { auditOf } from "@/db/testing/queries";
import { race, testBothOrders } from "@/db/testing/race";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import type { Permission } from "@/lib/permissions";

const { db } = testDatabase();

describe("assigning a role to groups", () => {
  test("it applies from the members' next request, and the event lists the groups added and removed", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const [first, second] = [await seedGroup(db, acme.id, ["users.view"]), await seedGroup(db, acme.id, [])];
    await addToGroup(db, acme.id, scenario.userId("sam"), second.id);
    const ctx = await scenario.contextOf("alex", "acme");
    const assign = (groupIds: string[], before: string[]) =>
      assignRole({ ctx, input: { roleId: first.roleId, groupIds, before } });
    await assign([second.id], [first.id]);
    expect([...(await scenario.contextOf("sam", "acme")).permissions]).toEqual(["users.view"]);
    await assign([second.id], [first.id]);
    await assign([], []);
    expect(await auditOf(scenario, "acme", "roles.assign")).toMatchObject([
      {
        subjectId: first.roleId,
        subjectName: first.name,
        details: { added: [second.name], removed: [first.name] },
      },
    ]);
  });

  test("a group can have 100 roles, and the error names the group", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const group = await seedGroup(db, acme.id, ["users.view"]);
    const roles = await db.execute<{ id: string }>(sql`
      insert into roles (id, organization_id, name)
      select gen_random_uuid(), ${acme.id}, 'Role ' || n from generate_series(1, 100) n
      returning id`);
    const ctx = await scenario.contextOf("alex", "acme");
    const roleIds = roles.map(({ id }) => id);
    const all = { groupId: group.id, roleIds, before: [] };
    await expect(assignRolesToGroup({ ctx, input: all })).rejects.toThrow(
      `“${group.name}” can have up to 100 roles.`,
    );
    await assignRolesToGroup({ ctx, input: { ...all, roleIds: roleIds.slice(1) } });
    const one = { roleId: roleIds[0] ?? "", groupIds: [group.id], before: [] };
    await expect(assignRole({ ctx, input: one })).rejects.toThrow(Conflict);
  });

  test("assigning roles to a group records an event for each role", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const group = await seedGroup(db, acme.id, ["users.view"]);
    const ctx = await scenario.contextOf("alex", "acme");
    const auditor = await createRole({ ctx, input: { name: "Auditor", permissions: ["audit.view"] } });
    await addToGroup(db, acme.id, scenario.userId("sam"), group.id);
    await assignRolesToGroup({
      ctx,
      input: { groupId: group.id, roleIds: [auditor.id], before: [group.roleId] },
    });
    expect([...(await scenario.contextOf("sam", "acme")).permissions]).toEqual(["audit.view"]);
    const rows = await auditOf(scenario, "acme", "roles.assign");
    expect(rows.map(({ subjectName, details }) => [subjectName, details])).toEqual(
      expect.arrayContaining([
        ["Auditor", { added: [group.name], removed: [] }],
        [group.name, { added: [], removed: [group.name] }],
      ]),
    );
    expect(rows).toHaveLength(2);
  });

  test("users can assign and unassign only roles whose permissions they have; other assignments stay", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const strong = await seedGroup(db, acme.id, ["settings.edit"]);
    const weak = await seedGroup(db, acme.id, ["users.view"]);
    const ctx = await contextAssigning(scenario, ["users.view"]);
    const administrator = await administratorRole(scenario);
    for (const roleId of [strong.roleId, administrator]) {
      const assign = { roleId, groupIds: [weak.id], before: [] };
      await expect(assignRole({ ctx, input: assign })).rejects.toThrow(Forbidden);
      const assignToGroup = { groupId: weak.id, roleIds: [roleId], before: [] };
      await expect(assignRolesToGroup({ ctx, input: assignToGroup })).rejects.toThrow(Forbidden);
    }
    await assignRole({ ctx, input: { roleId: strong.roleId, groupIds: [strong.id], before: [] } });
    await assignRole({
      ctx,
      input: { roleId: weak.roleId, groupIds: [weak.id, strong.id], before: [weak.id] },
    });
    const unassign = { roleId: strong.roleId, groupIds: [], before: [strong.id] };
    await expect(assignRole({ ctx, input: unassign })).rejects.toThrow(/^You can't remove/);
    await assignRole({ ctx, input: { roleId: weak.roleId, groupIds: [], before: [weak.id, strong.id] } });
  });

  test("an administrator can assign Administrator, which gives every permission", async () => {
    const scenario = await seedScenario(db);
    const group = await seedGroup(db, scenario.organizations.acme.id, []);
    await addToGroup(db, scenario.organizations.acme.id, scenario.userId("sam"), group.id);
    const roleId = await administratorRole(scenario);
    const input = { roleId, groupIds: [group.id], before: [] };
    await assignRole({ ctx: await scenario.contextOf("alex", "acme"), input });
    expect((await scenario.contextOf("sam", "acme")).permissions).toEqual(
      (await scenario.contextOf("alex", "acme")).permissions,
    );
  });

  test("roles and groups that don't exist or belong to another organization are not found", async () => {
    const scenario = await seedScenario(db);
    const [own, foreign] = [
      await seedGroup(db, scenario.organizations.acme.id, []),
      await seedGroup(db, scenario.organizations.globex.id, []),
    ];
    const ctx = await scenario.contextOf("alex", "acme");
    for (const [roleId, groupId] of [
      [own.roleId, foreign.id],
      [foreign.roleId, own.id],
      [own.roleId, randomUUID()],
      [randomUUID(), own.id],
    ] as const) {
      for (const input of [
        { roleId, groupIds: [groupId], before: [] },
        { roleId, groupIds: [], before: [groupId] },
      ]) {
        await expect(assignRole({ ctx, input })).rejects.toThrow(NotFound);
      }
    }
  });
});

describe("the last administrator of a root organization", () => {
  test("keeps the role, whether it is unassigned from the role's side or the group's", async () => {
    const scenario = await seedScenario(db);
    const ctx = await scenario.contextOf("ada", "meridian");
    const roleId = await administratorRole(scenario, "meridian");
    const groupId = scenario.organizations.meridian.administratorsGroupId;
    const unassign = { roleId, groupIds: [], before: [groupId] };
    await expect(assignRole({ ctx, input: unassign })).rejects.toThrow(Conflict);
    const unassignFromGroup = { groupId, roleIds: [], before: [roleId] };
    await expect(assignRolesToGroup({ ctx, input: unassignFromGroup })).rejects.toThrow(Conflict);
    expect((await scenario.access("ada", "meridian")).state).toBe("open");
  });

  test("if two administrators take Administrator from each other's group at the same time, the second is denied", async () => {
    const scenario = await seedScenario(db);
    const { id, administratorsGroupId } = scenario.organizations.meridian;
    const roleId = await administratorRole(scenario, "meridian");
    const other = await seedGroup(db, id, []);
    await addToGroup(db, id, scenario.userId("grace"), other.id);
    await givePassword(db, scenario.userId("grace"));
    const ada = await scenario.contextOf("ada", "meridian");
    await assignRole({ ctx: ada, input: { roleId, groupIds: [other.id], before: [] } });
    const grace = await scenario.contextOf("grace", "meridian");
    const unassign = (ctx: typeof ada, groupId: string) =>
      assignRole({ ctx, input: { roleId, groupIds: [], before: [groupId] } });
    const results = await race(db, [
      () => unassign(ada, other.id),
      () => unassign(grace, administratorsGroupId),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  });
});

describe("a role that gets more permissions while a user with fewer assigns it", () => {
  testBothOrders("is assigned before the change or not at all", async (reversed) => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const role = await seedGroup(db, acme.id, ["users.view"]);
    const target = await seedGroup(db, acme.id, []);
    const weak = await contextAssigning(scenario, ["users.view", "users.assign"]);
    const strong = await scenario.contextOf("alex", "acme");
    const permissions: Permission[] = ["users.view", "settings.edit"];
    const input = { roleId: role.roleId, name: role.name, permissions, before: ["users.view" as const] };
    const [edited, ...assigned] = await race(
      db,
      [
        () => editRole({ ctx: strong, input }),
        () => assignRole({ ctx: weak, input: { roleId: role.roleId, groupIds: [target.id], before: [] } }),
        () => addMembers({ ctx: weak, input: { groupId: role.id, userIds: [scenario.userId("alex")] } }),
      ],
      { reversed },
    );
    expect(edited.status).toBe("fulfilled");
    const expected = reversed ? "fulfilled" : "rejected";
    expect(assigned.map(({ status }) => status)).toEqual([expected, expected]);
  });
});

/** The context of Sam with roles.assign and only these permissions. */
async function contextAssigning(scenario: Scenario, permissions: Parameters<typeof seedGroup>[2]) {
  const group = await seedGroup(db, scenario.organizations.acme.id, ["roles.assign", ...permissions]);
  await addToGroup(db, scenario.organizations.acme.id, scenario.userId("sam"), group.id);
  return await scenario.contextOf("sam", "acme");
}

async function administratorRole(
  scenario: Scenario,
  organization: "acme" | "meridian" = "acme",
): Promise<string> {
  const [role] = await db.execute<{ id: string }>(sql`
    select id from roles where organization_id = ${scenario.organizations[organization].id} and is_administrator`);
  return role?.id ?? "";
}
