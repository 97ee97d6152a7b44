import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { inviteUsers } from "@/db/invitations/invite";
import { renameOrganization } from "@/db/organizations/rename";
import { testDatabase } from "@/db/testing/database";
import { seedScenario } from "@/db/testing/scenario";
import { getOverview } from "./get";

const { db } = testDatabase();

test("an administrator sees in the own overview what they did in child organizations, and not what others did there", async () => {
  const scenario = await seedScenario(db);
  const { europe } = scenario.organizations;
  const overview = async (person: "ada" | "alex" | "hank", organization: "meridian" | "acme" | "globex") =>
    (await getOverview(await scenario.contextOf(person, organization))).recent.map(
      ({ actorName, action, subjectName, child }) => [actorName, action, subjectName, child?.name],
    );
  const invite = async (by: "ada" | "alex" | "elena", organization: "acme" | "europe", username: string) =>
    await inviteUsers({
      ctx: await scenario.contextOf(by, organization),
      input: { usernames: [username], groupIds: [], requestId: randomUUID() },
    });
  await invite("ada", "acme", "grace");
  await invite("alex", "acme", "linus");
  await invite("ada", "europe", "sam");
  await invite("elena", "europe", "alex");
  const input = { organizationId: europe.id, name: "Acme Europe" };
  await renameOrganization({ ctx: await scenario.contextOf("alex", "acme"), input });
  expect(await overview("ada", "meridian")).toEqual([
    ["ada", "invitations.create", "sam", "Acme Europe"],
    ["ada", "invitations.create", "grace", "Acme Travel"],
  ]);
  expect(await overview("alex", "acme")).toEqual([
    ["alex", "organizations.rename", "Acme Europe", undefined],
    ["alex", "invitations.create", "linus", undefined],
    ["ada", "invitations.create", "grace", undefined],
  ]);
  expect(await overview("hank", "globex")).toEqual([]);
});

test("a root organization has no numbers about invitations", async () => {
  const scenario = await seedScenario(db);
  const none = {
    pendingInvitations: null,
    expiringWithinADay: null,
    failedEmails: null,
    newLinkRequests: null,
  };
  expect(await getOverview(await scenario.contextOf("ada", "meridian"))).toMatchObject({ users: 7, ...none });
  expect(await getOverview(await scenario.contextOf("ada", "acme"))).toMatchObject({ pendingInvitations: 0 });
});
