import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { Conflict, Invalid } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { deleteOrganization } from "@/db/organizations/delete";
import { disableOrganization } from "@/db/organizations/disable";
import { auditEvents, organizations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { auditOf, countRows } from "@/db/testing/queries";
import { type OrganizationKey, type Scenario, seedScenario } from "@/db/testing/scenario";
import { seedAccounts } from "@/db/testing/seed-accounts";

const { db, url } = testDatabase();

const ada = (scenario: Scenario) => scenario.contextOf("ada", "meridian");
const idOf = (scenario: Scenario, organization: OrganizationKey) => ({
  organizationId: scenario.organizations[organization].id,
});

async function disable(scenario: Scenario, organization: OrganizationKey = "globex") {
  await disableOrganization({ ctx: await ada(scenario), input: idOf(scenario, organization) });
}

const remove = async (scenario: Scenario, name = "Globex Retail", organization: OrganizationKey = "globex") =>
  deleteOrganization({ ctx: await ada(scenario), input: { ...idOf(scenario, organization), name } });

test("deleting an organization deletes everything in it, keeps its audit log and records the counts in the parent", async () => {
  const scenario = await seedScenario(db);
  const { globex, meridian } = scenario.organizations;
  await acceptInvitation(
    (await scenario.inviteAndDeliver("hank", "globex", "grace", [globex.administratorsGroupId])).response,
  );
  await scenario.invite("hank", "globex", ["linus"], [globex.administratorsGroupId]);
  await disable(scenario);
  await remove(scenario);
  expect(await countRows(db, globex.id)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(await auditOf(scenario, "meridian", "organizations.delete")).toMatchObject([
    {
      subjectId: globex.id,
      subjectName: "Globex Retail",
      details: { accounts: 1, invitedUsers: 1, pendingInvitations: 1 },
    },
  ]);
  const events = await db.select().from(auditEvents).where(eq(auditEvents.organizationId, globex.id));
  const endEvents = events
    .filter(({ details }) => details.reason === "organization-deleted")
    .map((event) => `${event.actorName} ${event.action} ${event.subjectName}`);
  expect(endEvents.sort()).toEqual([
    "ada invitations.end linus",
    "ada memberships.end grace",
    "ada memberships.end hank",
    "ada users.delete hank",
  ]);
  expect(new Set(events.map(({ actingFromId }) => actingFromId))).toContain(meridian.id);
  expect((await scenario.access("grace", "meridian")).state).toBe("no-rights");
});

test("deleting fails while the organization is active or has children, or if the name doesn't match", async () => {
  const scenario = await seedScenario(db);
  await expect(remove(scenario)).rejects.toThrow("Globex Retail is active. Disable it first.");
  await disable(scenario);
  await disable(scenario, "acme");
  await expect(remove(scenario, "Acme Travel", "acme")).rejects.toThrow(Conflict);
  for (const name of ["", "globex retail", "Globex  Retail", "Acme Travel"]) {
    await expect(remove(scenario, name)).rejects.toThrow(Invalid);
  }
  expect(
    await db.select().from(organizations).where(eq(organizations.rootId, scenario.organizations.meridian.id)),
  ).toHaveLength(4);
  await remove(scenario, " Globex Retail ");
});

test("deleting fails if only the parent is disabled", async () => {
  const scenario = await seedScenario(db);
  const alex = await scenario.contextOf("alex", "acme");
  await disable(scenario, "acme");
  const input = { ...idOf(scenario, "europe"), name: "Acme Travel Europe" };
  await expect(deleteOrganization({ ctx: alex, input })).rejects.toThrow("Acme Travel is inactive.");
});

test("deleting takes as many statements for a hundred accounts as for one", async () => {
  const counts = [];
  for (const more of [0, 100]) {
    const scenario = await seedScenario(db);
    await seedAccounts(db, scenario.organizations.globex.id, more);
    await disable(scenario);
    let count = 0;
    const counting = createDatabase(url, { connections: 2, onStatement: () => count++ });
    const input = { ...idOf(scenario, "globex"), name: "Globex Retail" };
    await deleteOrganization({ ctx: { ...(await ada(scenario)), db: counting }, input });
    await counting.close();
    expect(await auditOf(scenario, "globex", "users.delete")).toHaveLength(more + 1);
    counts.push(count);
  }
  expect(counts[1]).toBe(counts[0]);
  expect(counts[0]).toBeLessThanOrEqual(24);
});
