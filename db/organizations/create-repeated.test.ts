import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { Conflict } from "@/db/errors";
import { requireLeft } from "@/db/limits/limits";
import { deleteOrganization } from "@/db/organizations/delete";
import { disableOrganization } from "@/db/organizations/disable";
import { organizations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { create, createInput, inviteInput } from "@/db/testing/new-organization";
import { race } from "@/db/testing/race";
import { type Scenario, seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();

/** The children of Meridian Group in the scenario. */
const EXISTING_CHILDREN = 2;

test("repeating a request, even at the same time, creates one organization and returns it again", async () => {
  const scenario = await seedScenario(db);
  for (const input of [inviteInput("grace"), createInput("bill")]) {
    const [first, second] = await race(db, [() => create(scenario, input), () => create(scenario, input)]);
    expect(first.status).toBe("fulfilled");
    expect(second).toEqual(first);
    expect({ status: "fulfilled", value: await create(scenario, input) }).toEqual(first);
  }
  expect(await countChildren(scenario)).toBe(EXISTING_CHILDREN + 2);
  // Each request used a limit only once.
  expect(await requireLeft(db, "invitations-of-inviter", scenario.userId("ada"))).toBe(9_999);
  expect(await requireLeft(db, "users-of-organization", scenario.organizations.meridian.id)).toBe(999);
  expect(await requireLeft(db, "username-lookups", scenario.userId("ada"))).toBe(200);
});

test("submitting the form again with different values creates another organization", async () => {
  const scenario = await seedScenario(db);
  const input = inviteInput("grace");
  const first = await create(scenario, input);
  expect((await create(scenario, { ...input, name: "Initrode" })).id).not.toBe(first.id);
});

test("repeating a request after the organization was deleted is rejected, and its ID isn't reused", async () => {
  const scenario = await seedScenario(db);
  const input = createInput("bill");
  const { id: organizationId, name } = await create(scenario, input);
  const ctx = await scenario.contextOf("ada", "meridian");
  await disableOrganization({ ctx, input: { organizationId } });
  await deleteOrganization({ ctx, input: { organizationId, name } });
  const again = create(scenario, input);
  await expect(again).rejects.toThrow(Conflict);
  await expect(again).rejects.toThrow("which has since been deleted");
  await create(scenario, { ...createInput("joanna"), requestId: randomUUID() });
  expect(await countChildren(scenario)).toBe(EXISTING_CHILDREN + 1);
});

async function countChildren(scenario: Scenario) {
  const rows = await db
    .select()
    .from(organizations)
    .where(eq(organizations.parentId, scenario.organizations.meridian.id));
  return rows.length;
}
