import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Conflict, Forbidden } from "@/db/errors";
import { deleteRole } from "@/db/roles/delete";
import { editRole } from "@/db/roles/edit";
import { getRole } from "@/db/roles/queries";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { race } from "@/db/testing/race";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import type { Permission } from "@/lib/permissions";

const { db } = testDatabase();

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

  // People choose roles by them.
  test("users can't change the name or description of a role that has permissions they lack", async () => {
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
