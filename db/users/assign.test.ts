import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Conflict, Forbidden, NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { auditEvents } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { givePassword } from "@/db/testing/passwords";
import { addToGroup, plantGroup, plantWorld } from "@/db/testing/scenario";
import { assignGroups } from "@/db/users/assign";
import { disableUser } from "@/db/users/disable";
import { getUser } from "@/db/users/get";
import { removeUser } from "@/db/users/remove";

const { db } = testDatabase();

describe("changing a user's groups", () => {
  test("an invited person's groups are changed here, and what they allow holds at once", async () => {
    const world = await plantWorld(db);
    const { acme } = world.places;
    const [one, two] = [
      await plantGroup(db, acme.id, ["users.view"]),
      await plantGroup(db, acme.id, ["groups.view"]),
    ];
    await acceptInvitation((await world.invited("alex", "acme", "grace", [one.id])).answer);
    const ctx = await world.as("alex", "acme");
    await assignGroups({ ctx, input: { userId: world.userId("grace"), groupIds: [two.id] } });
    expect([...(await world.as("grace", "acme")).permissions]).toEqual(["groups.view"]);
    expect(await getUser({ ctx, userId: world.userId("grace") })).toMatchObject({
      origin: "invited",
      managedBy: { name: "Meridian Group" },
      groups: [{ name: two.name }],
    });
    const [event] = await db
      .select()
      .from(auditEvents)
      .where(sql`organization_id = ${acme.id} and action = 'users.assign'`);
    expect(event).toMatchObject({
      actorName: "alex",
      subjectName: "grace",
      details: { added: [two.name], removed: [one.name] },
    });
  });

  test("nobody gives or takes away what they lack, and what somebody has already may stay", async () => {
    const world = await plantWorld(db);
    const { acme } = world.places;
    const assigning = await plantGroup(db, acme.id, ["users.assign"]);
    const strong = await plantGroup(db, acme.id, ["groups.delete"]);
    await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
    await addToGroup(db, acme.id, world.userId("sam"), assigning.id);
    const ctx = await world.as("sam", "acme");
    const give = (groupIds: string[], person: "grace" | "sam" = "grace") =>
      assignGroups({ ctx, input: { userId: world.userId(person), groupIds } });
    await expect(give([strong.id])).rejects.toThrow(Forbidden);
    await expect(give([assigning.id, acme.administratorsId], "sam")).rejects.toThrow(Forbidden);
    await give([assigning.id]);
    await addToGroup(db, acme.id, world.userId("grace"), strong.id);
    await give([assigning.id, strong.id]);
    await expect(give([])).rejects.toThrow(Forbidden);
    await give([strong.id]);
  });

  test("a group of another organization, and somebody of another, are not there", async () => {
    const world = await plantWorld(db);
    const foreign = await plantGroup(db, world.places.globex.id, []);
    const ctx = await world.as("alex", "acme");
    const sam = world.userId("sam");
    await expect(assignGroups({ ctx, input: { userId: sam, groupIds: [foreign.id] } })).rejects.toThrow(
      NotFound,
    );
    const hank = world.userId("hank");
    await expect(assignGroups({ ctx, input: { userId: hank, groupIds: [] } })).rejects.toThrow(NotFound);
    await expect(getUser({ ctx, userId: hank })).rejects.toThrow(NotFound);
    await expect(getUser({ ctx, userId: "nonsense" })).rejects.toThrow(NotFound);
  });
});

describe("the last administrator of a root", () => {
  test("cannot be demoted or disabled; with a second one they can", async () => {
    const world = await plantWorld(db);
    const ctx = await world.as("ada", "meridian");
    const ada = world.userId("ada");
    await expect(assignGroups({ ctx, input: { userId: ada, groupIds: [] } })).rejects.toThrow(Conflict);
    await expect(disableUser({ ctx, input: { userId: ada } })).rejects.toThrow(Conflict);
    expect((await world.access("ada", "meridian")).state).toBe("open");
    await addToGroup(
      db,
      world.places.meridian.id,
      world.userId("grace"),
      world.places.meridian.administratorsId,
    );
    await expect(assignGroups({ ctx, input: { userId: ada, groupIds: [] } })).rejects.toThrow(
      "without an administrator who can sign in",
    );
    await givePassword(db, world.userId("grace"));
    await assignGroups({ ctx, input: { userId: ada, groupIds: [] } });
    expect((await world.access("ada", "meridian")).state).toBe("no-rights");
  });

  test("two who demote each other at once leave one", async () => {
    for (let round = 0; round < 10; round++) {
      const world = await plantWorld(db);
      const { id, administratorsId } = world.places.meridian;
      await addToGroup(db, id, world.userId("grace"), administratorsId);
      await givePassword(world.db, world.userId("grace"));
      const [ada, grace] = [await world.as("ada", "meridian"), await world.as("grace", "meridian")];
      const ended = await Promise.allSettled([
        assignGroups({ ctx: ada, input: { userId: world.userId("grace"), groupIds: [] } }),
        assignGroups({ ctx: grace, input: { userId: world.userId("ada"), groupIds: [] } }),
      ]);
      expect(ended.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    }
  });

  test("an administrator of a customer can go: those above can enter it", async () => {
    const world = await plantWorld(db);
    const ctx = await world.as("ada", "acme");
    await assignGroups({ ctx, input: { userId: world.userId("alex"), groupIds: [] } });
    expect((await world.access("alex", "acme")).state).toBe("no-rights");
  });
});

test("an account is not removed from where it is managed", async () => {
  const world = await plantWorld(db);
  const ctx = await world.as("alex", "acme");
  await expect(removeUser({ ctx, input: { userId: world.userId("sam") } })).rejects.toThrow(Conflict);
  await expect(removeUser({ ctx, input: { userId: world.userId("hank") } })).rejects.toThrow(NotFound);
  const rows = await db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.organizationId, world.places.acme.id));
  expect(rows).toMatchObject([{ action: "users.remove", outcome: "refused", actorName: "alex" }]);
});
