import { expect, test } from "vitest";
import { Forbidden, NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { testDatabase } from "@/db/testing/database";
import { addToGroup, seedGroup, seedScenario } from "@/db/testing/scenario";
import { countConsequences } from "@/db/users/consequences";

const { db } = testDatabase();

test("the counts include the memberships in descendants and the pending invitations that would end", async () => {
  const scenario = await seedScenario(db);
  const grace = scenario.userId("grace");
  const [meridian, acme] = [
    await scenario.contextOf("ada", "meridian"),
    await scenario.contextOf("alex", "acme"),
  ];
  const none = { memberships: 0, pendingInvitations: 0 };
  expect(await countConsequences({ ctx: meridian, userId: grace })).toEqual(none);
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
  await scenario.invite("elena", "europe", ["grace"]);
  await scenario.invite("hank", "globex", ["grace"]);
  expect(await countConsequences({ ctx: meridian, userId: grace })).toEqual({
    memberships: 1,
    pendingInvitations: 2,
  });
  expect(await countConsequences({ ctx: acme, userId: grace })).toEqual({
    memberships: 0,
    pendingInvitations: 1,
  });
});

test("the counts are shown only to users who can end the membership, and only for users of this organization", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  for (const userId of [scenario.userId("hank"), scenario.userId("ada"), "nonsense"]) {
    await expect(countConsequences({ ctx, userId })).rejects.toThrow(NotFound);
  }
  const group = await seedGroup(db, scenario.organizations.acme.id, ["users.view", "users.edit"]);
  await addToGroup(db, scenario.organizations.acme.id, scenario.userId("sam"), group.id);
  const sam = { ctx: await scenario.contextOf("sam", "acme"), userId: scenario.userId("sam") };
  await expect(countConsequences(sam)).rejects.toThrow(Forbidden);
});
