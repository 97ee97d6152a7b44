import { expect, test } from "vitest";
import { Forbidden, NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { testDatabase } from "@/db/testing/database";
import { addToGroup, plantGroup, plantWorld } from "@/db/testing/scenario";
import { countConsequences } from "@/db/users/consequences";

const { db } = testDatabase();

test("what is counted is what ends: memberships below, and pending invitations built on them", async () => {
  const world = await plantWorld(db);
  const grace = world.userId("grace");
  const [meridian, acme] = [await world.as("ada", "meridian"), await world.as("alex", "acme")];
  const none = { memberships: 0, pendingInvitations: 0 };
  expect(await countConsequences({ ctx: meridian, userId: grace })).toEqual(none);
  await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
  await world.invite("elena", "europe", ["grace"]);
  await world.invite("hank", "globex", ["grace"]);
  expect(await countConsequences({ ctx: meridian, userId: grace })).toEqual({
    memberships: 1,
    pendingInvitations: 2,
  });
  expect(await countConsequences({ ctx: acme, userId: grace })).toEqual({
    memberships: 0,
    pendingInvitations: 1,
  });
});

test("it is counted for whoever may end it, of a user of this organization", async () => {
  const world = await plantWorld(db);
  const ctx = await world.as("alex", "acme");
  for (const userId of [world.userId("hank"), world.userId("ada"), "nonsense"]) {
    await expect(countConsequences({ ctx, userId })).rejects.toThrow(NotFound);
  }
  const group = await plantGroup(db, world.places.acme.id, ["users.view", "users.edit"]);
  await addToGroup(db, world.places.acme.id, world.userId("sam"), group.id);
  const sam = { ctx: await world.as("sam", "acme"), userId: world.userId("sam") };
  await expect(countConsequences(sam)).rejects.toThrow(Forbidden);
});
