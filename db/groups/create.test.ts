import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Forbidden, Invalid, NotFound } from "@/db/errors";
import { createGroup } from "@/db/groups/create";
import { editGroup } from "@/db/groups/edit";
import { newGroup } from "@/db/groups/input";
import { getGroup } from "@/db/groups/queries";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { race } from "@/db/testing/race";
import { addToGroup, seedGroup, seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();
const plain = { description: "", roleIds: [] };

describe("creating a group", () => {
  test("it has the chosen roles, and the group and each role are recorded", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const { roleId, name } = await seedGroup(db, acme.id, ["users.view"]);
    const ctx = await scenario.contextOf("alex", "acme");
    const input = { name: "Night shift", description: "They answer at night.", roleIds: [roleId] };
    const { id } = await createGroup({ ctx, input });
    expect(await getGroup({ ctx, groupId: id })).toMatchObject({
      name: "Night shift",
      description: "They answer at night.",
      members: 0,
      roles: [{ name }],
      roleCount: 1,
      permissions: ["users.view"],
      pendingInvitations: 0,
    });
    expect(await auditOf(scenario, "acme", "groups.create")).toMatchObject([
      { subjectId: id, subjectName: "Night shift", actorName: "alex" },
    ]);
    expect(await auditOf(scenario, "acme", "roles.assign")).toMatchObject([
      { subjectId: roleId, subjectName: name, details: { added: ["Night shift"], removed: [] } },
    ]);
  });

  test("creating it with roles also needs roles.assign, and the roles must belong to this organization", async () => {
    const scenario = await seedScenario(db);
    const { acme, globex } = scenario.organizations;
    const creators = await seedGroup(db, acme.id, ["groups.create", "users.view"]);
    const foreign = await seedGroup(db, globex.id, []);
    await addToGroup(db, acme.id, scenario.userId("sam"), creators.id);
    const ctx = await scenario.contextOf("sam", "acme");
    const create = (name: string, roleIds: string[]) =>
      createGroup({ ctx, input: { ...plain, name, roleIds } });
    await expect(create("One", [creators.roleId])).rejects.toThrow(Forbidden);
    await create("One", []);
    const alex = await scenario.contextOf("alex", "acme");
    await expect(
      createGroup({ ctx: alex, input: { ...plain, name: "Two", roleIds: [foreign.roleId] } }),
    ).rejects.toThrow(NotFound);
    const created = await db.execute(
      sql`select from groups where organization_id = ${acme.id} and name = 'Two'`,
    );
    expect(created).toEqual([]);
  });
});

describe("the name of a group", () => {
  test("is rejected at its field if it is taken in any case, when creating and when renaming", async () => {
    const scenario = await seedScenario(db);
    const ctx = await scenario.contextOf("alex", "acme");
    const { id } = await createGroup({ ctx, input: { ...plain, name: "Night shift" } });
    const duplicate = createGroup({ ctx, input: { ...plain, name: "NIGHT shift" } });
    await expect(duplicate).rejects.toThrow(Invalid);
    await expect(duplicate).rejects.toMatchObject({
      fields: { name: { code: "group-taken" } },
    });
    await expect(
      editGroup({ ctx, input: { groupId: id, name: "administrators", description: "" } }),
    ).rejects.toMatchObject({ fields: { name: { code: "group-taken" } } });
    await createGroup({
      ctx: await scenario.contextOf("hank", "globex"),
      input: { ...plain, name: "Night shift" },
    });
  });

  test("goes to the first of two users who choose it at the same time", async () => {
    const scenario = await seedScenario(db);
    const ctx = await scenario.contextOf("alex", "acme");
    const results = await race(db, [
      () => createGroup({ ctx, input: { ...plain, name: "Night shift" } }),
      () => createGroup({ ctx, input: { ...plain, name: "NIGHT SHIFT" } }),
    ]);
    expect(results).toMatchObject([{ status: "fulfilled" }, { reason: { kind: "invalid" } }]);
  });

  test("is a single normalized line; text that can't be stored is rejected", () => {
    const read = (name: string, description = "") => newGroup.safeParse({ ...plain, name, description });
    expect(read("  Cafe\u0301 ", "a\r\nb")).toMatchObject({
      data: { name: "Caf\u00e9", description: "a\nb" },
    });
    for (const name of ["", "   ", "a\0b", "a\nb", "a\u2028b", "x".repeat(121)]) {
      expect(read(name).success, JSON.stringify(name)).toBe(false);
    }
    expect(read("x".repeat(120), "x".repeat(500)).success).toBe(true);
    expect(read("x", "x".repeat(501)).success).toBe(false);
    expect(read("x", "a\0b").success).toBe(false);
  });
});

describe("editing a group", () => {
  test("the event has the old and new values; an edit without changes is not recorded", async () => {
    const scenario = await seedScenario(db);
    const ctx = await scenario.contextOf("alex", "acme");
    const { id } = await createGroup({ ctx, input: { ...plain, name: "Night shift" } });
    const edit = (name: string, description: string) =>
      editGroup({ ctx, input: { groupId: id, name, description } });
    await edit("Night shift", "");
    await edit("Late shift", "Until ten.");
    await edit("late SHIFT", "Until ten.");
    const rows = await auditOf(scenario, "acme", "groups.edit");
    expect(rows.map(({ subjectName, details }) => [subjectName, details])).toEqual([
      ["Late shift", { changes: { name: ["Night shift", "Late shift"], description: ["", "Until ten."] } }],
      ["late SHIFT", { changes: { name: ["Late shift", "late SHIFT"] } }],
    ]);
  });

  test("two users who edit a group at the same time each change only what they changed in the form", async () => {
    const scenario = await seedScenario(db);
    const ctx = await scenario.contextOf("alex", "acme");
    const shown = { name: "Night shift", description: "" };
    const { id: groupId } = await createGroup({ ctx, input: { ...shown, roleIds: [] } });
    const edit = (changed: Partial<typeof shown>) => () =>
      editGroup({ ctx, input: { groupId, ...shown, ...changed, shown } });
    await race(db, [edit({ name: "Late shift" }), edit({ description: "Until ten." })]);
    expect(await getGroup({ ctx, groupId })).toMatchObject({
      name: "Late shift",
      description: "Until ten.",
    });
  });

  // People choose groups by them.
  test("a group that gives more than the actor has keeps its name and description", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const editors = await seedGroup(db, acme.id, ["groups.edit"]);
    const strong = await seedGroup(db, acme.id, ["users.delete"]);
    await addToGroup(db, acme.id, scenario.userId("sam"), editors.id);
    const ctx = await scenario.contextOf("sam", "acme");
    const edit = ({ id }: { id: string }, name: string, description = "") =>
      editGroup({ ctx, input: { groupId: id, name, description } });
    const denied = /^You can't change the name or description of “group/;
    await expect(edit(strong, "Support")).rejects.toThrow(denied);
    await expect(edit(strong, strong.name, "Can only read.")).rejects.toThrow(denied);
    await expect(edit(editors, "Support", "Answers.")).resolves.toBeUndefined();
  });

  test("a deleted group and a group of another organization are not found", async () => {
    const scenario = await seedScenario(db);
    const foreign = await seedGroup(db, scenario.organizations.globex.id, []);
    const ctx = await scenario.contextOf("alex", "acme");
    const input = { groupId: foreign.id, name: "Mine", description: "" };
    await expect(editGroup({ ctx, input })).rejects.toThrow(NotFound);
    const deleted = { ...input, groupId: "00000000-0000-4000-8000-000000000000" };
    await expect(editGroup({ ctx, input: deleted })).rejects.toThrow(NotFound);
  });
});
