import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { groupRoles, groups } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { stateOf } from "@/db/testing/queries";
import { addToGroup, seedGroup, seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();

test("an invitee sees what the groups allow, in the order of the screens and without duplicates", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const support = await seedGroup(db, acme.id, ["groups.view", "users.view"]);
  const desk = await seedGroup(db, acme.id, ["invitations.create", "users.view"]);
  const { response } = await scenario.inviteAndDeliver("alex", "acme", "grace", [support.id, desk.id]);
  expect(await stateOf(scenario, response.link, "grace")).toMatchObject({
    state: "ready",
    viewer: { username: "grace", name: "Grace Holloway" },
    abilities: { isAdministrator: false, permissions: ["users.view", "invitations.create", "groups.view"] },
  });
});

test("an invitation to Administrators allows everything, and one without groups nothing", async () => {
  const scenario = await seedScenario(db);
  const { administratorsGroupId } = scenario.organizations.acme;
  const all = await scenario.inviteAndDeliver("alex", "acme", "grace", [administratorsGroupId]);
  expect(await stateOf(scenario, all.response.link, "grace")).toMatchObject({
    abilities: { isAdministrator: true },
  });
  const none = await scenario.inviteAndDeliver("alex", "acme", "linus");
  expect(await stateOf(scenario, none.response.link, "linus")).toMatchObject({
    abilities: { isAdministrator: false, permissions: [] },
  });
});

test("groups that the invitee won't get allow nothing", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const inviting = await seedGroup(db, acme.id, ["invitations.create", "users.view"]);
  await addToGroup(db, acme.id, scenario.userId("sam"), inviting.id);
  const [kept, gone, grown] = [
    await seedGroup(db, acme.id, ["users.view"]),
    await seedGroup(db, acme.id, ["users.view"]),
    await seedGroup(db, acme.id, []),
  ];
  const { response } = await scenario.inviteAndDeliver("sam", "acme", "grace", [kept.id, gone.id, grown.id]);
  await db.delete(groups).where(eq(groups.id, gone.id));
  const strong = await seedGroup(db, acme.id, ["users.delete"]);
  await db.insert(groupRoles).values({ organizationId: acme.id, groupId: grown.id, roleId: strong.roleId });
  expect(await stateOf(scenario, response.link, "grace")).toMatchObject({
    abilities: { isAdministrator: false, permissions: ["users.view"] },
  });
});

test("only the invitee sees what the groups allow", async () => {
  const scenario = await seedScenario(db);
  const { id } = await seedGroup(db, scenario.organizations.acme.id, ["users.view"]);
  const { response } = await scenario.inviteAndDeliver("alex", "acme", "grace", [id]);
  for (const viewer of ["linus", "alex", null] as const) {
    expect(JSON.stringify(await stateOf(scenario, response.link, viewer))).not.toMatch(
      /abilities|users\.view/,
    );
  }
});
