import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Forbidden } from "@/db/errors";
import { createOrganization } from "@/db/organizations/create";
import { disableOrganization } from "@/db/organizations/disable";
import { type NewOrganizationInput, newOrganization } from "@/db/organizations/input";
import { insertOrganization } from "@/db/organizations/insert";
import { auditEvents, organizations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { create, createInput, inviteInput } from "@/db/testing/new-organization";
import {
  addToGroup,
  type OrganizationKey,
  type Scenario,
  seedGroup,
  seedScenario,
} from "@/db/testing/scenario";

const { db } = testDatabase();

test("creating an organization is recorded in the parent and in the new organization", async () => {
  const scenario = await seedScenario(db);
  const { id } = await create(scenario, createInput("bill"));
  const created = {
    action: "organizations.create",
    actorName: "ada",
    subjectId: id,
    subjectName: "Initech",
    details: { administrator: "bill" },
  };
  expect(await auditOf(scenario.organizations.meridian.id)).toMatchObject([
    { ...created, actingFromId: null },
  ]);
  expect(await auditOf(id)).toMatchObject([
    {
      action: "users.create",
      subjectName: "bill",
      details: { groups: ["Administrators"] },
      actingFromId: scenario.organizations.meridian.id,
    },
    { ...created, actingFromId: scenario.organizations.meridian.id },
  ]);
});

test("a new organization starts with the time zone of its parent, so that its emails name that zone", async () => {
  const scenario = await seedScenario(db);
  const { meridian } = scenario.organizations;
  await db
    .update(organizations)
    .set({ timeZone: "America/Los_Angeles" })
    .where(eq(organizations.id, meridian.id));
  const { id } = await create(scenario, createInput("bill"));
  const [created] = await db.select().from(organizations).where(eq(organizations.id, id));
  expect(created?.timeZone).toBe("America/Los_Angeles");
});

describe("permissions that the actor lacks", () => {
  test("an actor who can create organizations but can't enter them creates nothing", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const group = await seedGroup(db, acme.id, ["organizations.create", "organizations.view"]);
    await addToGroup(db, acme.id, scenario.userId("sam"), group.id);
    await expect(create(scenario, createInput("bill"), "sam", "acme")).rejects.toThrow(Forbidden);
    await db.execute(
      sql`update roles set permissions = permissions || '{organizations.enter}' where id = ${group.roleId}`,
    );
    const { id } = await create(scenario, createInput("bill"), "sam", "acme");
    expect(await auditOf(id)).toHaveLength(2);
    expect(await auditOf(acme.id)).toMatchObject([{ outcome: "refused" }, { outcome: "done" }]);
  });

  test("permissions that were removed after the page was opened can't be granted", async () => {
    const scenario = await seedScenario(db);
    const ctx = await scenario.contextOf("alex", "acme");
    await db.execute(sql`delete from membership_groups where user_id = ${scenario.userId("alex")}`);
    for (const input of [createInput("bill"), inviteInput("sam")]) {
      await expect(createOrganization({ ctx, input })).rejects.toThrow(Forbidden);
    }
    expect(await childrenOf(scenario, "acme")).toBe(1);
  });
});

test("organizations can be nested at most 8 deep", async () => {
  const scenario = await seedScenario(db);
  let parentId = scenario.organizations.meridian.id;
  for (let depth = 2; depth <= 8; depth++) {
    parentId = (await insertOrganization(db, { name: `Depth ${depth}`, parentId })).id;
  }
  const deepest = await scenario.contextOf("ada", "meridian");
  const ctx = { ...deepest, organization: { ...deepest.organization, id: parentId } };
  await expect(createOrganization({ ctx, input: createInput("bill") })).rejects.toThrow(
    "Organizations can be nested up to 8 levels deep.",
  );
});

test("no organization can be created below a disabled one, at any depth", async () => {
  const scenario = await seedScenario(db);
  const [alex, elena] = [
    await scenario.contextOf("alex", "acme"),
    await scenario.contextOf("elena", "europe"),
  ];
  const input = { organizationId: scenario.organizations.acme.id };
  await disableOrganization({ ctx: await scenario.contextOf("ada", "meridian"), input });
  for (const ctx of [alex, elena]) {
    await expect(createOrganization({ ctx, input: createInput("bill") })).rejects.toThrow(/ is inactive\.$/);
  }
});

test("the form reports missing and invalid values on their fields", () => {
  const fields = (input: NewOrganizationInput) =>
    newOrganization.safeParse(input).error?.issues.map(({ path }) => path.join());
  expect(fields(inviteInput(""))).toEqual(["invitee"]);
  expect(fields({ ...createInput(""), name: " ", personName: "" })).toEqual([
    "name",
    "username",
    "personName",
  ]);
  expect(fields({ ...createInput("bill"), personName: "two\nlines" })).toEqual(["personName"]);
  for (const character of ["\0", "\ud800", "two\nlines"]) {
    expect(fields(inviteInput(`x${character}x`))).toEqual(["invitee"]);
  }
  for (const character of ["\0", "two\nlines"]) {
    expect(fields({ ...createInput("bill"), name: `x${character}x` })).toEqual(["name"]);
  }
  expect(fields(createInput("bill"))).toBeUndefined();
});

async function auditOf(organizationId: string) {
  return db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.organizationId, organizationId))
    .orderBy(auditEvents.id);
}

async function childrenOf(scenario: Scenario, organization: OrganizationKey = "meridian") {
  const rows = await db
    .select()
    .from(organizations)
    .where(eq(organizations.parentId, scenario.organizations[organization].id));
  return rows.length;
}
