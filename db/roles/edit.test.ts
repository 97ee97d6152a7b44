import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Conflict, Forbidden, NotFound } from "@/db/errors";
import { createRole } from "@/db/roles/create";
import { deleteRole } from "@/db/roles/delete";
import { editRole } from "@/db/roles/edit";
import { newRole } from "@/db/roles/input";
import { getRole } from "@/db/roles/queries";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { race } from "@/db/testing/race";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import type { Permission } from "@/lib/permissions";

const { db } = testDatabase();

describe("creating a role", () => {
  test("it has the chosen permissions and no groups, and an event is recorded", async () => {
    const scenario = await seedScenario(db);
    const ctx = await scenario.contextOf("alex", "acme");
    const description = "Sees who works here.";
    const input = { name: "Reader", description, permissions: ["users.view" as const] };
    const { id } = await createRole({ ctx, input });
    expect(await getRole({ ctx, roleId: id })).toEqual({
      id,
      name: "Reader",
      description,
      isAdministrator: false,
      permissions: ["users.view"],
      groups: [],
      groupCount: 0,
      people: { count: 0, more: false },
      grantable: true,
    });
    expect(await auditOf(scenario, "acme", "roles.create")).toMatchObject([
      { subjectId: id, subjectName: "Reader", details: { added: ["users.view"] } },
    ]);
  });

  test("a name that exists is taken in any case, even Administrator's", async () => {
    const scenario = await seedScenario(db);
    const ctx = await scenario.contextOf("alex", "acme");
    const { id } = await createRole({ ctx, input: { name: "Reader", permissions: [] } });
    for (const name of ["reader", "ADMINISTRATOR"]) {
      const taken = { fields: { name: { code: "role-taken" } } };
      await expect(createRole({ ctx, input: { name, permissions: [] } })).rejects.toMatchObject(taken);
      const rename = { roleId: id, name: "administrator", permissions: [], before: [] };
      await expect(editRole({ ctx, input: rename })).rejects.toMatchObject(taken);
    }
  });

  test("an unknown permission is rejected", () => {
    for (const permissions of [["users.everything"], ["toString"], [""], [7], "users.view"]) {
      expect(newRole.safeParse({ name: "Reader", description: "", permissions }).success).toBe(false);
    }
  });

  test("a description can have up to 500 characters", () => {
    for (const [length, fits] of [
      [500, true],
      [501, false],
    ] as const) {
      const input = { name: "Reader", description: "d".repeat(length), permissions: [] };
      expect(newRole.safeParse(input).success).toBe(fits);
    }
  });
});

describe("editing a role", () => {
  test("its permissions apply from the next request, and the event lists those added and removed", async () => {
    const scenario = await seedScenario(db);
    const group = await seedGroup(db, scenario.organizations.acme.id, ["users.view", "groups.view"]);
    await addToGroup(db, scenario.organizations.acme.id, scenario.userId("sam"), group.id);
    const ctx = await scenario.contextOf("alex", "acme");
    const before: Permission[] = ["users.view", "groups.view"];
    const input = { roleId: group.roleId, name: "Reader", permissions: ["users.view", "roles.view"], before };
    await editRole({ ctx, input: { ...input, permissions: ["users.view", "roles.view"] } });
    expect((await scenario.contextOf("sam", "acme")).permissions).toEqual(
      new Set(["users.view", "roles.view"]),
    );
    expect(await auditOf(scenario, "acme", "roles.edit")).toMatchObject([
      {
        subjectName: "Reader",
        details: {
          changes: { name: [group.name, "Reader"] },
          added: ["roles.view"],
          removed: ["groups.view"],
        },
      },
    ]);
  });

  test("a form without a description keeps it, and the event of a change has the old and the new one", async () => {
    const scenario = await seedScenario(db);
    const role = await seedGroup(db, scenario.organizations.acme.id, ["roles.view"]);
    const ctx = await contextWith(scenario, ["roles.edit", "roles.view"]);
    const input = { roleId: role.roleId, name: role.name, permissions: [], before: [] };
    await editRole({ ctx, input: { ...input, description: "Reads roles." } });
    await editRole({ ctx, input });
    expect(await getRole({ ctx, roleId: role.roleId })).toMatchObject({ description: "Reads roles." });
    expect(await auditOf(scenario, "acme", "roles.edit")).toMatchObject([
      { details: { changes: { description: ["", "Reads roles."] } } },
    ]);
  });

  test("users can add and remove only permissions that they have; other permissions stay", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const role = await seedGroup(db, acme.id, ["users.delete", "audit.view"]);
    const ctx = await contextWith(scenario, ["roles.edit", "users.view", "audit.view"]);
    const before: Permission[] = ["users.delete", "audit.view"];
    const edit = (permissions: Permission[]) =>
      editRole({ ctx, input: { roleId: role.roleId, name: role.name, permissions, before } });
    await expect(edit([...before, "settings.edit"])).rejects.toThrow(Forbidden);
    await edit(["users.delete", "users.view"]);
    expect(await permissionsOf(role.roleId)).toEqual(["users.delete", "users.view"]);
    await expect(edit(["users.delete", "settings.edit"])).rejects.toThrow("Edit settings");
    await expect(edit(["audit.view"])).rejects.toThrow(/^You can't remove/);
  });

  test("users choose roles by name and description, so they can't change either of a role with more permissions", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const strong = await seedGroup(db, acme.id, ["users.delete"]);
    const weak = await seedGroup(db, acme.id, ["users.view"]);
    const ctx = await contextWith(scenario, ["roles.edit", "users.view"]);
    const rename = ({ roleId }: { roleId: string }, before: Permission[]) =>
      editRole({ ctx, input: { roleId, name: `Readers ${roleId}`, permissions: before, before } });
    const explain = ({ roleId, name }: { roleId: string; name: string }, before: Permission[]) =>
      editRole({ ctx, input: { roleId, name, description: "Can only read.", permissions: before, before } });
    const denied = /^You can't change the name or description of “/;
    await expect(rename(strong, ["users.delete"])).rejects.toThrow(denied);
    await expect(explain(strong, ["users.delete"])).rejects.toThrow(denied);
    await expect(rename(weak, ["users.view"])).resolves.toBeUndefined();
  });

  test("a permission lost since the request began can't be added", async () => {
    const scenario = await seedScenario(db);
    const role = await seedGroup(db, scenario.organizations.acme.id, []);
    const ctx = await contextWith(scenario, ["roles.edit", "users.view"]);
    await db.execute(sql`
      update roles set permissions = '{roles.edit}'
      where organization_id = ${scenario.organizations.acme.id}
        and 'users.view' = any(permissions) and 'roles.edit' = any(permissions)`);
    const input = {
      roleId: role.roleId,
      name: role.name,
      permissions: ["users.view"] as Permission[],
      before: [],
    };
    await expect(editRole({ ctx, input })).rejects.toThrow(Forbidden);
  });

  test("two users who edit a role at the same time each change only what they changed in the form", async () => {
    const scenario = await seedScenario(db);
    const role = await seedGroup(db, scenario.organizations.acme.id, ["users.view", "audit.view"]);
    const ctx = await scenario.contextOf("alex", "acme");
    const before: Permission[] = ["users.view", "audit.view"];
    const edit = (permissions: Permission[]) =>
      editRole({ ctx, input: { roleId: role.roleId, name: role.name, permissions, before } });
    const results = await race(db, [
      () => edit(["users.view"]),
      () => edit(["users.view", "audit.view", "roles.view"]),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    expect((await permissionsOf(role.roleId))?.sort()).toEqual(["roles.view", "users.view"]);
  });

  test("two users who add different permissions to a role at the same time add both", async () => {
    const scenario = await seedScenario(db);
    const role = await seedGroup(db, scenario.organizations.acme.id, []);
    const ctx = await scenario.contextOf("alex", "acme");
    const add = (permission: Permission) => () =>
      editRole({
        ctx,
        input: { roleId: role.roleId, name: role.name, permissions: [permission], before: [] },
      });
    await race(db, [add("users.view"), add("roles.view")]);
    expect((await permissionsOf(role.roleId))?.sort()).toEqual(["roles.view", "users.view"]);
  });

  test("an edit keeps a permission of a later version", async () => {
    const scenario = await seedScenario(db);
    const role = await seedGroup(db, scenario.organizations.acme.id, []);
    await db.execute(sql`update roles set permissions = '{future.thing}' where id = ${role.roleId}`);
    const ctx = await scenario.contextOf("alex", "acme");
    const input = {
      roleId: role.roleId,
      name: "Reader",
      permissions: ["users.view"] as Permission[],
      before: [],
    };
    await editRole({ ctx, input });
    expect(await permissionsOf(role.roleId)).toEqual(["future.thing", "users.view"]);
  });
});

test("nobody can edit or delete Administrator", async () => {
  const scenario = await seedScenario(db);
  const [administrator] = await db.execute<{ id: string }>(sql`
    select id from roles where organization_id = ${scenario.organizations.acme.id} and is_administrator`);
  const roleId = administrator?.id ?? "";
  for (const person of ["ada", "alex"] as const) {
    const ctx = await scenario.contextOf(person, "acme");
    const input = { roleId, name: "Boss", permissions: [], before: [] };
    await expect(editRole({ ctx, input })).rejects.toThrow(Conflict);
    await expect(deleteRole({ ctx, input: { roleId } })).rejects.toThrow(Conflict);
  }
  expect((await scenario.contextOf("alex", "acme")).permissions.size).toBeGreaterThan(20);
});

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

/** The context of Sam with only these permissions. */
async function contextWith(scenario: Scenario, permissions: readonly Permission[]) {
  const group = await seedGroup(db, scenario.organizations.acme.id, permissions);
  await addToGroup(db, scenario.organizations.acme.id, scenario.userId("sam"), group.id);
  return await scenario.contextOf("sam", "acme");
}

async function permissionsOf(roleId: string) {
  const [role] = await db.execute<{ permissions: string[] }>(
    sql`select permissions from roles where id = ${roleId}`,
  );
  return role?.permissions;
}
