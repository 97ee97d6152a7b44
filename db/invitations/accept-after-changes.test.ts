import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { deleteGroup } from "@/db/groups/delete";
import { acceptInvitation } from "./accept";
import { Unanswerable } from "./respond";
import { declineInvitation } from "./decline";
import { disableOrganization } from "@/db/organizations/disable";
import { groupRoles, membershipGroups } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { auditOf, membershipOf, stateOf } from "@/db/testing/queries";
import { addToGroup, plantGroup, plantWorld } from "@/db/testing/scenario";
import { disableUser } from "@/db/users/disable";
import { removeUser } from "@/db/users/remove";

const { db } = testDatabase();

describe("what changed meanwhile", () => {
  test("after removal the old link brings nobody back", async () => {
    const world = await plantWorld(db);
    const { answer } = await world.invited("alex", "acme", "grace");
    await acceptInvitation(answer);
    await removeUser({ ctx: await world.as("alex", "acme"), input: { userId: world.userId("grace") } });
    await expect(acceptInvitation(answer)).rejects.toThrow(Unanswerable);
    expect(await membershipOf(world, "grace")).toBeUndefined();
  });

  test.each(["acme", "meridian"] as const)(
    "nobody is accepted while %s is disabled, and it is told so",
    async (place) => {
      const world = await plantWorld(db);
      const { answer } = await world.invited("alex", "acme", "grace");
      if (place === "acme") {
        const ctx = await world.as("ada", "meridian");
        await disableOrganization({ ctx, input: { organizationId: world.places.acme.id } });
      } else {
        await db.execute(
          sql`update organizations set disabled_at = now() where id = ${world.places.meridian.id}`,
        );
      }
      await expect(acceptInvitation(answer)).rejects.toThrow(Unanswerable);
      await expect(declineInvitation(answer)).rejects.toThrow(Unanswerable);
      expect(await stateOf(world, answer.link, "grace")).toMatchObject({ state: "inactive" });
    },
  );

  test("a user disabled in the parent takes pending invitations and all memberships below along, each recorded", async () => {
    const world = await plantWorld(db);
    await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
    await acceptInvitation((await world.invited("elena", "europe", "grace")).answer);
    const pending = await world.invited("hank", "globex", "grace");
    await disableUser({ ctx: await world.as("ada", "meridian"), input: { userId: world.userId("grace") } });
    expect(await membershipOf(world, "grace")).toBeUndefined();
    expect(await membershipOf(world, "grace", "europe")).toBeUndefined();
    for (const place of ["acme", "europe"] as const) {
      expect(await auditOf(world, place, "memberships.end")).toMatchObject([
        {
          subjectName: "grace",
          actorName: "ada",
          details: { because: "account-disabled", origin: "invited" },
        },
      ]);
    }
    expect(await stateOf(world, pending.link, null)).toMatchObject({
      state: "deleted",
      because: "account-disabled",
    });
    expect(await auditOf(world, "globex", "invitations.end")).toHaveLength(1);
    await expect(acceptInvitation(pending.answer)).rejects.toThrow(Unanswerable);
  });

  test("a user removed from the parent loses what came through it, and pending invitations say why", async () => {
    const world = await plantWorld(db);
    await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
    const pending = await world.invited("elena", "europe", "grace");
    await removeUser({ ctx: await world.as("alex", "acme"), input: { userId: world.userId("grace") } });
    await expect(acceptInvitation(pending.answer)).rejects.toThrow(Unanswerable);
    expect(await stateOf(world, pending.link, "grace")).toMatchObject({
      state: "deleted",
      because: "left-parent",
    });
  });

  test("a group deleted meanwhile is named on the page and in the audit", async () => {
    const world = await plantWorld(db);
    const group = await plantGroup(db, world.places.acme.id, ["users.view"]);
    const { answer } = await world.invited("alex", "acme", "grace", [group.id]);
    await deleteGroup({ ctx: await world.as("alex", "acme"), input: { groupId: group.id } });
    expect(await stateOf(world, answer.link, "grace")).toMatchObject({
      state: "ready",
      offer: { groups: [{ name: group.name, fate: "gone" }] },
    });
    expect(await acceptInvitation(answer)).toMatchObject({ withheld: [group.name] });
    expect(await auditOf(world, "acme", "invitations.accept")).toMatchObject([
      { details: { groups: [], withheld: { [group.name]: "gone" } } },
    ]);
  });

  test("a group that has since become more powerful than the inviter is not given, and it is told", async () => {
    const world = await plantWorld(db);
    const { acme } = world.places;
    const inviting = await plantGroup(db, acme.id, ["users.view", "invitations.create"]);
    const grown = await plantGroup(db, acme.id, ["users.view"]);
    await addToGroup(db, acme.id, world.userId("sam"), inviting.id);
    const { answer } = await world.invited("sam", "acme", "grace", [inviting.id, grown.id]);
    await db.execute(
      sql`update roles set permissions = '{users.view,groups.delete}' where id = ${grown.roleId}`,
    );
    const fates = Object.fromEntries([
      [inviting.name, "given"],
      [grown.name, "too-powerful"],
    ]);
    const state = await stateOf(world, answer.link, "grace");
    const groups = "offer" in state ? state.offer.groups : [];
    expect(Object.fromEntries(groups.map(({ name, fate }) => [name, fate]))).toEqual(fates);
    expect(await acceptInvitation(answer)).toMatchObject({ withheld: [grown.name] });
    expect([...(await world.as("grace", "acme")).permissions].sort()).toEqual([
      "invitations.create",
      "users.view",
    ]);
  });

  test("rights taken from the inviter meanwhile are not given", async () => {
    const world = await plantWorld(db);
    const { acme } = world.places;
    const inviting = await plantGroup(db, acme.id, ["users.view", "invitations.create"]);
    await addToGroup(db, acme.id, world.userId("sam"), inviting.id);
    const { answer } = await world.invited("sam", "acme", "grace", [inviting.id]);
    await db.delete(groupRoles).where(eq(groupRoles.groupId, inviting.id));
    await db
      .insert(groupRoles)
      .values({ organizationId: acme.id, groupId: inviting.id, roleId: inviting.roleId });
    await db.delete(membershipGroups).where(eq(membershipGroups.userId, world.userId("sam")));
    expect(await acceptInvitation(answer)).toMatchObject({ withheld: [inviting.name] });
    expect(await world.access("grace", "acme")).toMatchObject({ state: "no-rights" });
  });
});
