import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { deleteGroup } from "@/db/groups/delete";
import { disableOrganization } from "@/db/organizations/disable";
import { groupRoles, membershipGroups } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { auditOf, membershipOf, stateOf } from "@/db/testing/queries";
import { addToGroup, seedGroup, seedScenario } from "@/db/testing/scenario";
import { disableUser } from "@/db/users/disable";
import { removeUser } from "@/db/users/remove";
import { acceptInvitation } from "./accept";
import { declineInvitation } from "./decline";
import { InvitationClosed } from "./respond";

const { db } = testDatabase();

describe("accepting after something has changed", () => {
  test("a removed member can't rejoin with the old link", async () => {
    const scenario = await seedScenario(db);
    const { response } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await acceptInvitation(response);
    await removeUser({
      ctx: await scenario.contextOf("alex", "acme"),
      input: { userId: scenario.userId("grace") },
    });
    await expect(acceptInvitation(response)).rejects.toThrow(InvitationClosed);
    expect(await membershipOf(scenario, "grace")).toBeUndefined();
  });

  test.each(["acme", "meridian"] as const)(
    "nobody can accept while %s is disabled, and the page says so",
    async (organization) => {
      const scenario = await seedScenario(db);
      const { response } = await scenario.inviteAndDeliver("alex", "acme", "grace");
      if (organization === "acme") {
        const ctx = await scenario.contextOf("ada", "meridian");
        await disableOrganization({ ctx, input: { organizationId: scenario.organizations.acme.id } });
      } else {
        await db.execute(
          sql`update organizations set disabled_at = now() where id = ${scenario.organizations.meridian.id}`,
        );
      }
      await expect(acceptInvitation(response)).rejects.toThrow(InvitationClosed);
      await expect(declineInvitation(response)).rejects.toThrow(InvitationClosed);
      expect(await stateOf(scenario, response.link, "grace")).toMatchObject({ state: "inactive" });
    },
  );

  test("disabling a user in the parent ends their pending invitations and memberships below, and records each", async () => {
    const scenario = await seedScenario(db);
    await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
    await acceptInvitation((await scenario.inviteAndDeliver("elena", "europe", "grace")).response);
    const pending = await scenario.inviteAndDeliver("hank", "globex", "grace");
    await disableUser({
      ctx: await scenario.contextOf("ada", "meridian"),
      input: { userId: scenario.userId("grace") },
    });
    expect(await membershipOf(scenario, "grace")).toBeUndefined();
    expect(await membershipOf(scenario, "grace", "europe")).toBeUndefined();
    for (const organization of ["acme", "europe"] as const) {
      expect(await auditOf(scenario, organization, "memberships.end")).toMatchObject([
        {
          subjectName: "grace",
          actorName: "ada",
          details: { reason: "account-disabled", origin: "invited" },
        },
      ]);
    }
    expect(await stateOf(scenario, pending.link, null)).toMatchObject({
      state: "deleted",
      reason: "account-disabled",
    });
    expect(await auditOf(scenario, "globex", "invitations.end")).toHaveLength(1);
    await expect(acceptInvitation(pending.response)).rejects.toThrow(InvitationClosed);
  });

  test("removing a user from the parent ends memberships that came through it, and invitations show why", async () => {
    const scenario = await seedScenario(db);
    await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
    const pending = await scenario.inviteAndDeliver("elena", "europe", "grace");
    await removeUser({
      ctx: await scenario.contextOf("alex", "acme"),
      input: { userId: scenario.userId("grace") },
    });
    await expect(acceptInvitation(pending.response)).rejects.toThrow(InvitationClosed);
    expect(await stateOf(scenario, pending.link, "grace")).toMatchObject({
      state: "deleted",
      reason: "left-parent",
    });
  });

  test("a group that was deleted is named on the page and in the audit log", async () => {
    const scenario = await seedScenario(db);
    const group = await seedGroup(db, scenario.organizations.acme.id, ["users.view"]);
    const { response } = await scenario.inviteAndDeliver("alex", "acme", "grace", [group.id]);
    await deleteGroup({ ctx: await scenario.contextOf("alex", "acme"), input: { groupId: group.id } });
    expect(await stateOf(scenario, response.link, "grace")).toMatchObject({
      state: "ready",
      offer: { groups: [{ name: group.name, grantStatus: "deleted" }] },
    });
    expect(await acceptInvitation(response)).toMatchObject({ notGranted: [group.name] });
    expect(await auditOf(scenario, "acme", "invitations.accept")).toMatchObject([
      { details: { groups: [], notGranted: { [group.name]: "deleted" } } },
    ]);
  });

  test("a group that now has more permissions than the inviter is notGranted, and named", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const inviting = await seedGroup(db, acme.id, ["users.view", "invitations.create"]);
    const grown = await seedGroup(db, acme.id, ["users.view"]);
    await addToGroup(db, acme.id, scenario.userId("sam"), inviting.id);
    const { response } = await scenario.inviteAndDeliver("sam", "acme", "grace", [inviting.id, grown.id]);
    await db.execute(
      sql`update roles set permissions = '{users.view,groups.delete}' where id = ${grown.roleId}`,
    );
    const expected = Object.fromEntries([
      [inviting.name, "granted"],
      [grown.name, "too-powerful"],
    ]);
    const state = await stateOf(scenario, response.link, "grace");
    const groups = "offer" in state ? state.offer.groups : [];
    expect(Object.fromEntries(groups.map(({ name, grantStatus }) => [name, grantStatus]))).toEqual(expected);
    expect(await acceptInvitation(response)).toMatchObject({ notGranted: [grown.name] });
    expect([...(await scenario.contextOf("grace", "acme")).permissions].sort()).toEqual([
      "invitations.create",
      "users.view",
    ]);
  });

  test("groups that the inviter can no longer grant are notGranted", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const inviting = await seedGroup(db, acme.id, ["users.view", "invitations.create"]);
    await addToGroup(db, acme.id, scenario.userId("sam"), inviting.id);
    const { response } = await scenario.inviteAndDeliver("sam", "acme", "grace", [inviting.id]);
    await db.delete(groupRoles).where(eq(groupRoles.groupId, inviting.id));
    await db
      .insert(groupRoles)
      .values({ organizationId: acme.id, groupId: inviting.id, roleId: inviting.roleId });
    await db.delete(membershipGroups).where(eq(membershipGroups.userId, scenario.userId("sam")));
    expect(await acceptInvitation(response)).toMatchObject({ notGranted: [inviting.name] });
    expect(await scenario.access("grace", "acme")).toMatchObject({ state: "no-rights" });
  });
});
