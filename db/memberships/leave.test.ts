import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { Conflict, Forbidden, NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { leaveOrganization } from "@/db/memberships/leave";
import { disableOrganization } from "@/db/organizations/disable";
import { endSession } from "@/db/sessions/end";
import { testDatabase } from "@/db/testing/database";
import { auditOf, membershipOf, stateOf } from "@/db/testing/queries";
import { type Person, type OrganizationKey, plantWorld, type World } from "@/db/testing/scenario";

const { db } = testDatabase();

const leave = async (world: World, person: Person, place: OrganizationKey) =>
  leaveOrganization({
    db,
    session: await world.session(person),
    organizationId: world.places[place].id,
    address: "192.0.2.7",
  });

test("who leaves is gone there and below, by their own word, and the audit has each", async () => {
  const world = await plantWorld(db);
  await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
  const { link } = await world.invited("elena", "europe", "grace");
  await leave(world, "grace", "acme");
  expect(await membershipOf(world, "grace", "acme")).toBeUndefined();
  expect(await membershipOf(world, "grace", "meridian")).toMatchObject({ origin: "managed" });
  expect(await auditOf(world, "acme", "memberships.end")).toMatchObject([
    { actorName: "grace", subjectName: "grace", address: "192.0.2.7", details: { because: "left" } },
  ]);
  expect(await auditOf(world, "europe", "invitations.end")).toMatchObject([{ actorName: "grace" }]);
  expect((await stateOf(world, link, "grace")).state).not.toBe("open");
  await expect(leave(world, "grace", "acme")).rejects.toThrow(NotFound);
});

test("the memberships below that came through it end with it", async () => {
  const world = await plantWorld(db);
  await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
  await acceptInvitation((await world.invited("elena", "europe", "grace")).answer);
  await leave(world, "grace", "europe");
  expect(await membershipOf(world, "grace", "acme")).toBeDefined();
  await acceptInvitation((await world.invited("elena", "europe", "grace")).answer);
  await leave(world, "grace", "acme");
  expect(await membershipOf(world, "grace", "europe")).toBeUndefined();
});

test("nobody leaves the organization that manages their account, and that is recorded", async () => {
  const world = await plantWorld(db);
  await expect(leave(world, "sam", "acme")).rejects.toThrow(Conflict);
  expect(await membershipOf(world, "sam", "acme")).toBeDefined();
  expect(await auditOf(world, "acme", "memberships.end")).toMatchObject([
    { outcome: "refused", actorName: "sam" },
  ]);
});

test("an organization of which one is no member and none at all answer alike, and nothing is noted there", async () => {
  const world = await plantWorld(db);
  const session = await world.session("grace");
  const told = new Set<string>();
  for (const organizationId of [
    world.places.acme.id,
    world.places.orbit.id,
    randomUUID(),
    "nonsense",
    world.places.globex.id.toUpperCase(),
  ]) {
    const call = leaveOrganization({ db, session, organizationId, address: "x" });
    await call.catch((error) => told.add(`${error.name}: ${error.message}`));
  }
  expect([...told]).toEqual(["NotFound: You are not a user of this organization."]);
  expect(await auditOf(world, "acme", "memberships.end")).toEqual([]);
});

test("a session that has ended leaves nothing", async () => {
  const world = await plantWorld(db);
  await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
  const session = await world.session("grace");
  await endSession({ db, session, address: "x" });
  const call = { db, session, organizationId: world.places.acme.id, address: "x" };
  await expect(leaveOrganization(call)).rejects.toThrow(Forbidden);
  expect(await membershipOf(world, "grace", "acme")).toBeDefined();
});

test("an organization that is disabled can be left, too", async () => {
  const world = await plantWorld(db);
  await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
  const organizationId = world.places.acme.id;
  await disableOrganization({ ctx: await world.as("ada", "meridian"), input: { organizationId } });
  await leave(world, "grace", "acme");
  expect(await membershipOf(world, "grace", "acme")).toBeUndefined();
});

test("leaving against accepting below leaves nobody below", async () => {
  for (let round = 0; round < 10; round++) {
    const world = await plantWorld(db);
    await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
    const { answer } = await world.invited("elena", "europe", "grace");
    const accept = () => acceptInvitation(answer).catch(({ name }: Error) => name);
    await Promise.all(
      round % 2 ? [leave(world, "grace", "acme"), accept()] : [accept(), leave(world, "grace", "acme")],
    );
    expect(await membershipOf(world, "grace", "europe")).toBeUndefined();
  }
});
