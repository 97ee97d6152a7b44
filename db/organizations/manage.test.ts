import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { Forbidden, NotFound } from "@/db/errors";
import { deleteOrganization } from "@/db/organizations/delete";
import { disableOrganization } from "@/db/organizations/disable";
import { enableOrganization } from "@/db/organizations/enable";
import { getChildOrganization } from "@/db/organizations/get";
import { renameOrganization } from "@/db/organizations/rename";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { race } from "@/db/testing/race";
import { type OrganizationKey, type Scenario, seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();

const ada = (scenario: Scenario) => scenario.contextOf("ada", "meridian");
const idOf = (scenario: Scenario, organization: OrganizationKey) => ({
  organizationId: scenario.organizations[organization].id,
});

async function disable(scenario: Scenario, organization: OrganizationKey = "globex") {
  await disableOrganization({ ctx: await ada(scenario), input: idOf(scenario, organization) });
}

describe("renaming", () => {
  test("a new name shows everywhere, and the audit log records the old and new names", async () => {
    const scenario = await seedScenario(db);
    const input = { ...idOf(scenario, "globex"), name: "Globex" };
    await renameOrganization({ ctx: await ada(scenario), input });
    expect((await scenario.contextOf("hank", "globex")).organization.name).toBe("Globex");
    await renameOrganization({ ctx: await ada(scenario), input });
    expect(await auditOf(scenario, "meridian", "organizations.rename")).toMatchObject([
      { subjectName: "Globex", details: { changes: { name: ["Globex Retail", "Globex"] } } },
    ]);
  });

  test("of two simultaneous new names the last one stays, and each event has the previous name", async () => {
    const scenario = await seedScenario(db);
    const ctx = await ada(scenario);
    const rename = (name: string) => () =>
      renameOrganization({ ctx, input: { ...idOf(scenario, "globex"), name } });
    await race(db, [rename("One"), rename("Two")]);
    expect(await auditOf(scenario, "meridian", "organizations.rename")).toMatchObject([
      { details: { changes: { name: ["Globex Retail", "One"] } } },
      { details: { changes: { name: ["One", "Two"] } } },
    ]);
  });

  test("only direct children are found, not other descendants, ancestors, other root organizations or unknown IDs", async () => {
    const scenario = await seedScenario(db);
    const alex = await scenario.contextOf("alex", "acme");
    for (const ctx of [await ada(scenario), alex]) {
      const absent = (["acme", "meridian", "orbit"] as const).map(
        (organization) => scenario.organizations[organization].id,
      );
      const here =
        ctx === alex ? absent : [scenario.organizations.europe.id, scenario.organizations.meridian.id];
      for (const organizationId of [...here, randomUUID()]) {
        await expect(renameOrganization({ ctx, input: { organizationId, name: "x" } })).rejects.toThrow(
          NotFound,
        );
        for (const command of [disableOrganization, enableOrganization]) {
          await expect(command({ ctx, input: { organizationId } })).rejects.toThrow(NotFound);
        }
        await expect(deleteOrganization({ ctx, input: { organizationId, name: "x" } })).rejects.toThrow(
          NotFound,
        );
        await expect(getChildOrganization({ ctx, id: organizationId })).rejects.toThrow(NotFound);
      }
    }
  });

  test("each command needs its permission", async () => {
    const scenario = await seedScenario(db);
    const ctx = { ...(await ada(scenario)), permissions: new Set(["organizations.view"] as const) };
    const input = { ...idOf(scenario, "globex"), name: "x" };
    for (const command of [renameOrganization, disableOrganization, enableOrganization, deleteOrganization]) {
      await expect(command({ ctx, input })).rejects.toThrow(Forbidden);
    }
  });
});

describe("disabling", () => {
  test("stops access to the organization and its descendants immediately, and enabling restores it", async () => {
    const scenario = await seedScenario(db);
    await disable(scenario, "acme");
    expect((await scenario.access("alex", "acme")).state).toBe("inactive");
    expect((await scenario.access("elena", "europe")).state).toBe("inactive");
    await enableOrganization({ ctx: await ada(scenario), input: idOf(scenario, "acme") });
    expect((await scenario.access("alex", "acme")).state).toBe("open");
    expect((await scenario.access("elena", "europe")).state).toBe("open");
    expect(await auditOf(scenario, "meridian", "organizations.enable")).toHaveLength(1);
  });

  test("a disabled organization stays disabled when its parent is enabled", async () => {
    const scenario = await seedScenario(db);
    await disableOrganization({
      ctx: await scenario.contextOf("alex", "acme"),
      input: idOf(scenario, "europe"),
    });
    await disable(scenario, "acme");
    await enableOrganization({ ctx: await ada(scenario), input: idOf(scenario, "acme") });
    expect((await scenario.access("elena", "europe")).state).toBe("inactive");
  });
});
