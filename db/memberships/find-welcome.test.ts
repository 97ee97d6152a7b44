import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { acceptInvitation } from "@/db/invitations/accept";
import { groups, organizations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { type Person, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { findWelcome } from "./find-welcome";
import { leaveOrganization } from "./leave";

const { db } = testDatabase();

async function welcome(scenario: Scenario, person: Person) {
  const session = await scenario.session(person);
  return await findWelcome({ db, session, organizationId: scenario.organizations.acme.id });
}

test("a new member is welcomed with the groups they got, those they didn't, and what they can do", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const support = await seedGroup(db, acme.id, ["users.view", "groups.view"]);
  const gone = await seedGroup(db, acme.id, []);
  const { response } = await scenario.inviteAndDeliver("alex", "acme", "grace", [support.id, gone.id]);
  const [deleted] = await db.delete(groups).where(eq(groups.id, gone.id)).returning();
  const [kept] = await db.select().from(groups).where(eq(groups.id, support.id));
  await acceptInvitation(response);
  expect(await welcome(scenario, "grace")).toMatchObject({
    account: { username: "grace", name: "Grace Holloway" },
    organization: { id: acme.id, name: "Acme Travel", logo: null },
    parentName: "Meridian Group",
    inviterName: "Alex Morgan",
    groups: [kept?.name],
    notGranted: { [deleted?.name ?? ""]: "deleted" },
    abilities: { isAdministrator: false, permissions: ["users.view", "groups.view"] },
    ends: null,
  });
});

test("a new administrator can do everything", async () => {
  const scenario = await seedScenario(db);
  const { administratorsGroupId } = scenario.organizations.acme;
  await acceptInvitation(
    (await scenario.inviteAndDeliver("alex", "acme", "grace", [administratorsGroupId])).response,
  );
  expect(await welcome(scenario, "grace")).toMatchObject({
    groups: ["Administrators"],
    abilities: { isAdministrator: true },
  });
});

test("nobody else is welcomed, and no one in an inactive organization or after leaving", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const { response } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  expect(await welcome(scenario, "grace")).toBeNull();
  await acceptInvitation(response);
  for (const person of ["alex", "sam", "ada", "linus", "mallory"] as const) {
    expect(await welcome(scenario, person)).toBeNull();
  }
  expect(await findWelcome({ db, session: response.session, organizationId: "x" })).toBeNull();
  await db.update(organizations).set({ disabledAt: new Date() }).where(eq(organizations.id, acme.id));
  expect(await welcome(scenario, "grace")).toBeNull();
  await db.update(organizations).set({ disabledAt: null }).where(eq(organizations.id, acme.id));
  expect(await welcome(scenario, "grace")).not.toBeNull();
  await leaveOrganization({ db, session: response.session, organizationId: acme.id, address: "192.0.2.1" });
  expect(await welcome(scenario, "grace")).toBeNull();
});
