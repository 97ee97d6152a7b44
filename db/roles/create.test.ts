import { describe, expect, test } from "vitest";
import { createRole } from "@/db/roles/create";
import { editRole } from "@/db/roles/edit";
import { newRole } from "@/db/roles/input";
import { getRole } from "@/db/roles/queries";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { seedScenario } from "@/db/testing/scenario";

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
