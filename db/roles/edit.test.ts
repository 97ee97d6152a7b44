import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Conflict, Forbidden, NotFound } from "@/db/errors";
import type { Permission } from "@/db/permissions";
import { createRole } from "@/db/roles/create";
import { deleteRole } from "@/db/roles/delete";
import { editRole } from "@/db/roles/edit";
import { newRole } from "@/db/roles/input";
import { getRole } from "@/db/roles/queries";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { addToGroup, plantGroup, plantWorld, type World } from "@/db/testing/scenario";

const { db } = testDatabase();

describe("creating a role", () => {
  test("it allows what was chosen, no group has it, and the audit tells", async () => {
    const world = await plantWorld(db);
    const ctx = await world.as("alex", "acme");
    const { id } = await createRole({ ctx, input: { name: "Reader", permissions: ["users.view"] } });
    expect(await getRole({ ctx, roleId: id })).toEqual({
      id,
      name: "Reader",
      isAdministrator: false,
      permissions: ["users.view"],
      groups: [],
      groupCount: 0,
      people: { count: 0, more: false },
      grantable: true,
    });
    expect(await auditOf(world, "acme", "roles.create")).toMatchObject([
      { subjectId: id, subjectName: "Reader", details: { added: ["users.view"] } },
    ]);
  });

  test("a name is there once, in any case of letters, Administrator's too", async () => {
    const world = await plantWorld(db);
    const ctx = await world.as("alex", "acme");
    const { id } = await createRole({ ctx, input: { name: "Reader", permissions: [] } });
    for (const name of ["reader", "ADMINISTRATOR"]) {
      const taken = { fields: { name: expect.stringContaining("Choose another") } };
      await expect(createRole({ ctx, input: { name, permissions: [] } })).rejects.toMatchObject(taken);
      const renaming = { roleId: id, name: "administrator", permissions: [], before: [] };
      await expect(editRole({ ctx, input: renaming })).rejects.toMatchObject(taken);
    }
  });

  test("what is no permission of the catalogue is refused", () => {
    for (const permissions of [["users.everything"], ["toString"], [""], [7], "users.view"]) {
      expect(newRole.safeParse({ name: "Reader", permissions }).success).toBe(false);
    }
  });
});

describe("editing a role", () => {
  test("what it allows holds at the next request, and the audit has what came and went", async () => {
    const world = await plantWorld(db);
    const group = await plantGroup(db, world.places.acme.id, ["users.view", "groups.view"]);
    await addToGroup(db, world.places.acme.id, world.userId("sam"), group.id);
    const ctx = await world.as("alex", "acme");
    const before: Permission[] = ["users.view", "groups.view"];
    const input = { roleId: group.roleId, name: "Reader", permissions: ["users.view", "roles.view"], before };
    await editRole({ ctx, input: { ...input, permissions: ["users.view", "roles.view"] } });
    expect((await world.as("sam", "acme")).permissions).toEqual(new Set(["users.view", "roles.view"]));
    expect(await auditOf(world, "acme", "roles.edit")).toMatchObject([
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

  test("one adds only what one has oneself; what is there already may stay, and may go", async () => {
    const world = await plantWorld(db);
    const { acme } = world.places;
    const role = await plantGroup(db, acme.id, ["users.delete", "audit.view"]);
    const ctx = await editing(world, ["roles.edit", "users.view"]);
    const before: Permission[] = ["users.delete", "audit.view"];
    const edit = (permissions: Permission[]) =>
      editRole({ ctx, input: { roleId: role.roleId, name: role.name, permissions, before } });
    await expect(edit([...before, "settings.edit"])).rejects.toThrow(Forbidden);
    await edit(["users.delete", "users.view"]);
    expect(await permissionsOf(role.roleId)).toEqual(["users.delete", "users.view"]);
    await expect(edit(["users.delete", "settings.edit"])).rejects.toThrow("Change the settings");
  });

  test("rights that were lost since the request began are not given on", async () => {
    const world = await plantWorld(db);
    const role = await plantGroup(db, world.places.acme.id, []);
    const ctx = await editing(world, ["roles.edit", "users.view"]);
    await db.execute(sql`
      update roles set permissions = '{roles.edit}' where organization_id = ${world.places.acme.id} and 'users.view' = any(permissions)
        and 'roles.edit' = any(permissions)`);
    const input = {
      roleId: role.roleId,
      name: role.name,
      permissions: ["users.view"] as Permission[],
      before: [],
    };
    await expect(editRole({ ctx, input })).rejects.toThrow(Forbidden);
  });

  test("of two who edit at once, each changes what they touched and nothing else", async () => {
    const world = await plantWorld(db);
    const role = await plantGroup(db, world.places.acme.id, ["users.view", "audit.view"]);
    const ctx = await world.as("alex", "acme");
    const before: Permission[] = ["users.view", "audit.view"];
    const edit = (permissions: Permission[]) =>
      editRole({ ctx, input: { roleId: role.roleId, name: role.name, permissions, before } });
    await Promise.all([edit(["users.view"]), edit(["users.view", "audit.view", "roles.view"])]);
    expect((await permissionsOf(role.roleId))?.sort()).toEqual(["roles.view", "users.view"]);
  });

  test("a permission of a later version stays through an edit", async () => {
    const world = await plantWorld(db);
    const role = await plantGroup(db, world.places.acme.id, []);
    await db.execute(sql`update roles set permissions = '{future.thing}' where id = ${role.roleId}`);
    const ctx = await world.as("alex", "acme");
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

test("Administrator is neither renamed, nor changed, nor deleted, by whomever", async () => {
  const world = await plantWorld(db);
  const [administrator] = await db.execute<{ id: string }>(sql`
    select id from roles where organization_id = ${world.places.acme.id} and is_administrator`);
  const roleId = administrator?.id ?? "";
  for (const person of ["ada", "alex"] as const) {
    const ctx = await world.as(person, "acme");
    const input = { roleId, name: "Boss", permissions: [], before: [] };
    await expect(editRole({ ctx, input })).rejects.toThrow(Conflict);
    await expect(deleteRole({ ctx, input: { roleId } })).rejects.toThrow(Conflict);
  }
  expect((await world.as("alex", "acme")).permissions.size).toBeGreaterThan(20);
});

describe("deleting a role", () => {
  test("who had it loses it at once, and the audit names the groups", async () => {
    const world = await plantWorld(db);
    const { acme } = world.places;
    const group = await plantGroup(db, acme.id, ["users.view"]);
    await addToGroup(db, acme.id, world.userId("sam"), group.id);
    const ctx = await world.as("alex", "acme");
    expect(await getRole({ ctx, roleId: group.roleId })).toMatchObject({
      groups: [{ id: group.id, name: group.name, members: 1 }],
      people: { count: 1, more: false },
    });
    await deleteRole({ ctx, input: { roleId: group.roleId } });
    expect((await world.access("sam", "acme")).state).toBe("no-rights");
    expect(await auditOf(world, "acme", "roles.delete")).toMatchObject([
      { subjectId: group.roleId, subjectName: group.name, details: { groups: [group.name] } },
    ]);
  });

  test("a role of another organization is not there", async () => {
    const world = await plantWorld(db);
    const { roleId } = await plantGroup(db, world.places.globex.id, []);
    const ctx = await world.as("alex", "acme");
    await expect(deleteRole({ ctx, input: { roleId } })).rejects.toThrow(NotFound);
    const input = { roleId, name: "Mine", permissions: [], before: [] };
    await expect(editRole({ ctx, input })).rejects.toThrow(NotFound);
  });
});

/** Sam, with just this. */
async function editing(world: World, permissions: readonly Permission[]) {
  const group = await plantGroup(db, world.places.acme.id, permissions);
  await addToGroup(db, world.places.acme.id, world.userId("sam"), group.id);
  return await world.as("sam", "acme");
}

async function permissionsOf(roleId: string) {
  const [role] = await db.execute<{ permissions: string[] }>(
    sql`select permissions from roles where id = ${roleId}`,
  );
  return role?.permissions;
}
