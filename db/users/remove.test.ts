import { expect, test } from "vitest";
import { acceptInvitation } from "@/db/invitations/accept";
import type { Permission } from "@/db/permissions";
import { testDatabase } from "@/db/testing/database";
import { joinUntil } from "@/db/testing/membership-ends";
import { auditOf, membershipOf } from "@/db/testing/queries";
import { addToGroup, plantGroup, plantWorld, type World } from "@/db/testing/scenario";
import { removeUser } from "@/db/users/remove";

const { db } = testDatabase();

test("nobody removes somebody who has permissions here that they can't grant", async () => {
  const world = await plantWorld(db);
  await acceptInvitation(
    (await world.invited("alex", "acme", "grace", [world.places.acme.administratorsId])).answer,
  );
  await expect(removeAs(world, ["users.remove"])).rejects.toThrow(
    "You can't remove grace of meridian, who has permissions that you can't grant. Ask an administrator.",
  );
  expect(await membershipOf(world, "grace")).toBeDefined();
  expect(await auditOf(world, "acme", "users.remove")).toMatchObject([
    { outcome: "refused", actorName: "sam" },
  ]);
  await removeUser({ ctx: await world.as("alex", "acme"), input: { userId: world.userId("grace") } });
  expect(await membershipOf(world, "grace")).toBeUndefined();
});

test("nor somebody who has them below, where the membership ends with this one", async () => {
  const world = await plantWorld(db);
  await joinUntil(world, "alex", "acme", "grace", null);
  await joinUntil(world, "elena", "europe", "grace", null, ["groups.delete"]);
  await expect(removeAs(world, ["users.remove", "groups.delete"])).rejects.toThrow(
    "permissions that you can't grant",
  );
  expect(await membershipOf(world, "grace", "europe")).toBeDefined();
});

test("what somebody may do in the organization they come from, or beside this one, protects them nowhere else", async () => {
  const world = await plantWorld(db);
  const { meridian } = world.places;
  await addToGroup(db, meridian.id, world.userId("grace"), meridian.administratorsId);
  await joinUntil(world, "hank", "globex", "grace", null, ["groups.delete"]);
  await joinUntil(world, "alex", "acme", "grace", null, ["users.remove"]);
  await removeAs(world, ["users.remove"]);
  expect(await membershipOf(world, "grace")).toBeUndefined();
  expect(await membershipOf(world, "grace", "globex")).toBeDefined();
});

/** Sam, with these permissions and no others, removes grace from Acme Travel. */
async function removeAs(world: World, permissions: readonly Permission[]): Promise<void> {
  const group = await plantGroup(db, world.places.acme.id, permissions);
  await addToGroup(db, world.places.acme.id, world.userId("sam"), group.id);
  await removeUser({ ctx: await world.as("sam", "acme"), input: { userId: world.userId("grace") } });
}
