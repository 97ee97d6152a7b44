import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { getChildOrganization } from "@/db/organizations/get";
import { testDatabase } from "@/db/testing/database";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();

const ada = (scenario: Scenario) => scenario.contextOf("ada", "meridian");

test("the details of a child organization count its users, accounts, pending invitations and descendants", async () => {
  const scenario = await seedScenario(db);
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
  await scenario.invite("alex", "acme", ["linus", "dennis"]);
  expect(
    await getChildOrganization({ ctx: await ada(scenario), id: scenario.organizations.acme.id }),
  ).toMatchObject({
    name: "Acme Travel",
    disabled: false,
    enterable: true,
    users: 3,
    accounts: 2,
    pendingInvitations: 2,
    below: 1,
  });
});

test("the details of a child organization are visible only to users who can enter or manage it", async () => {
  const scenario = await seedScenario(db);
  const { meridian, globex } = scenario.organizations;
  const group = await seedGroup(db, meridian.id, ["organizations.view"]);
  await addToGroup(db, meridian.id, scenario.userId("grace"), group.id);
  const getDetails = async () =>
    getChildOrganization({ ctx: await scenario.contextOf("grace", "meridian"), id: globex.id });
  await expect(getDetails()).rejects.toThrow(NotFound);
  await db.execute(
    sql`update roles set permissions = permissions || '{organizations.rename}' where id = ${group.roleId}`,
  );
  expect(await getDetails()).toMatchObject({ name: "Globex Retail", enterable: false });
  await expect(
    getChildOrganization({ ctx: await scenario.contextOf("mallory", "orbit"), id: globex.id }),
  ).rejects.toThrow(NotFound);
});
