import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { Conflict, Forbidden, NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { testDatabase } from "@/db/testing/database";
import { givePassword } from "@/db/testing/passwords";
import { auditOf, membershipOf, stateOf } from "@/db/testing/queries";
import { addToGroup, type Person, plantGroup, plantWorld, type World } from "@/db/testing/scenario";
import { assignGroups } from "@/db/users/assign";
import { deleteUser } from "@/db/users/delete";
import { disableUser } from "@/db/users/disable";

const { db } = testDatabase();

test("with the account go its memberships below and its pending invitations, and the audit has each", async () => {
  const world = await plantWorld(db);
  await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
  await acceptInvitation((await world.invited("elena", "europe", "grace")).answer);
  const { link } = await world.invited("hank", "globex", "grace");
  const ctx = await world.as("ada", "meridian");
  await deleteUser({ ctx, input: { userId: world.userId("grace") } });
  for (const place of ["meridian", "acme", "europe"] as const) {
    expect(await membershipOf(world, "grace", place)).toBeUndefined();
    expect(await auditOf(world, place, "memberships.end")).toMatchObject([
      { actorName: "ada", subjectName: "grace", details: { because: "account-deleted" } },
    ]);
  }
  expect(await auditOf(world, "globex", "invitations.end")).toMatchObject([{ subjectName: "grace" }]);
  expect(await auditOf(world, "meridian", "users.delete")).toMatchObject([
    { actorName: "ada", subjectId: world.userId("grace"), subjectName: "grace" },
  ]);
  expect((await stateOf(world, link, null)).state).toBe("unknown");
  expect(await db.execute(sql`select from users where id = ${world.userId("grace")}`)).toEqual([]);
});

test("the history of somebody deleted stays, and whom they invited stays a user", async () => {
  const world = await plantWorld(db);
  await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
  const ctx = await world.as("ada", "acme");
  await deleteUser({ ctx, input: { userId: world.userId("alex") } });
  expect(await membershipOf(world, "grace", "acme")).toMatchObject({ invitedById: null });
  expect(await auditOf(world, "acme", "invitations.create")).toMatchObject([{ actorName: "alex" }]);
});

test("only an account that is managed here is deleted, and nobody is without the permission", async () => {
  const world = await plantWorld(db);
  await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
  const ctx = await world.as("alex", "acme");
  const remove = (userId: string) => deleteUser({ ctx, input: { userId } });
  await expect(remove(world.userId("grace"))).rejects.toThrow(Conflict);
  await expect(remove(world.userId("hank"))).rejects.toThrow(NotFound);
  await expect(remove(world.userId("elena"))).rejects.toThrow(NotFound);
  const others = await plantGroup(db, world.places.acme.id, ["users.remove", "users.disable", "users.edit"]);
  await addToGroup(db, world.places.acme.id, world.userId("sam"), others.id);
  const sam = await world.as("sam", "acme");
  await expect(deleteUser({ ctx: sam, input: { userId: world.userId("alex") } })).rejects.toThrow(Forbidden);
  expect(await auditOf(world, "acme", "users.delete")).toMatchObject([
    { outcome: "refused", actorName: "alex" },
    { outcome: "refused", actorName: "sam" },
  ]);
});

test("nobody deletes themselves", async () => {
  const world = await plantWorld(db);
  await makeAdministrator(world, "grace");
  const ctx = await world.as("ada", "meridian");
  const deletion = deleteUser({ ctx, input: { userId: world.userId("ada") } });
  await expect(deletion).rejects.toThrow("Ask another administrator.");
});

test("an administrator without a password does not count as the last one of a root", async () => {
  const world = await plantWorld(db);
  const { id, administratorsId } = world.places.meridian;
  await addToGroup(db, id, world.userId("grace"), administratorsId);
  const grace = await world.as("grace", "meridian");
  const input = { userId: world.userId("ada") };
  await expect(deleteUser({ ctx: grace, input })).rejects.toThrow("without an administrator who can sign in");
  await expect(disableUser({ ctx: grace, input })).rejects.toThrow(Conflict);
  await expect(assignGroups({ ctx: grace, input: { ...input, groupIds: [] } })).rejects.toThrow(Conflict);
  await givePassword(db, world.userId("grace"));
  await deleteUser({ ctx: grace, input });
});

test("the last administrator of a root is not deleted, by whoever it is tried", async () => {
  const world = await plantWorld(db);
  const group = await plantGroup(db, world.places.meridian.id, ["users.delete", "users.disable"]);
  await addToGroup(db, world.places.meridian.id, world.userId("grace"), group.id);
  const ctx = await world.as("grace", "meridian");
  const input = { userId: world.userId("ada") };
  await expect(deleteUser({ ctx, input })).rejects.toThrow("permissions that you can't grant");
  await expect(disableUser({ ctx, input })).rejects.toThrow("permissions that you can't grant");
  expect((await world.access("ada", "meridian")).state).toBe("open");
  expect(await auditOf(world, "meridian", "users.delete")).toMatchObject([{ outcome: "refused" }]);
});

test.each([
  ["delete", deleteUser],
  ["disable", disableUser],
])("of two administrators of a root who %s each other at once one stays", async (_, end) => {
  for (let round = 0; round < 10; round++) {
    const world = await plantWorld(db);
    await makeAdministrator(world, "grace");
    const [ada, grace] = [await world.as("ada", "meridian"), await world.as("grace", "meridian")];
    const ended = await Promise.allSettled([
      end({ ctx: ada, input: { userId: world.userId("grace") } }),
      end({ ctx: grace, input: { userId: world.userId("ada") } }),
    ]);
    expect(ended.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(ended.find((one) => one.status === "rejected")?.reason).toBeInstanceOf(Forbidden);
  }
});

test("somebody who may do more, here or below, is deleted by nobody who may do less", async () => {
  const world = await plantWorld(db);
  const { meridian, acme } = world.places;
  const strong = await plantGroup(db, acme.id, ["settings.edit"]);
  await acceptInvitation((await world.invited("alex", "acme", "grace", [strong.id])).answer);
  const deleting = await plantGroup(db, meridian.id, ["users.delete"]);
  await addToGroup(db, meridian.id, world.userId("linus"), deleting.id);
  await addToGroup(db, meridian.id, world.userId("margaret"), deleting.id);
  const ctx = await world.as("linus", "meridian");
  const remove = (person: Person) => deleteUser({ ctx, input: { userId: world.userId(person) } });
  await expect(remove("grace")).rejects.toThrow(
    "You can't delete the account of grace of meridian, who has or is invited to permissions that you can't grant. Ask an administrator.",
  );
  await remove("margaret");
  expect((await auditOf(world, "meridian", "users.delete")).map(({ outcome }) => outcome)).toEqual([
    "refused",
    "done",
  ]);
});

test("deleting against accepting leaves nothing half", async () => {
  for (let round = 0; round < 10; round++) {
    const world = await plantWorld(db);
    const { answer } = await world.invited("alex", "acme", "grace");
    const ctx = await world.as("ada", "meridian");
    const remove = () => deleteUser({ ctx, input: { userId: world.userId("grace") } });
    const accept = () => acceptInvitation(answer).catch(({ name }: Error) => name);
    const [first, second] = round % 2 ? [remove(), accept()] : [accept(), remove()];
    await Promise.all([first, second]);
    expect(await membershipOf(world, "grace", "acme")).toBeUndefined();
    const accepted = await auditOf(world, "acme", "invitations.accept");
    const done = accepted.filter(({ outcome }) => outcome === "done").length;
    expect(await auditOf(world, "acme", "memberships.end")).toHaveLength(done);
    expect(await auditOf(world, "acme", "invitations.end")).toHaveLength(1 - done);
  }
});

async function makeAdministrator(world: World, person: Person): Promise<void> {
  const { id, administratorsId } = world.places.meridian;
  await addToGroup(db, id, world.userId(person), administratorsId);
  await givePassword(world.db, world.userId(person));
}
