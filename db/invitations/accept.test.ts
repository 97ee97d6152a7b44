import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { acceptInvitation } from "@/db/invitations/accept";
import { declineInvitation } from "@/db/invitations/decline";
import { membershipGroups, users } from "@/db/schema";
import { endSession } from "@/db/sessions/end";
import { testDatabase } from "@/db/testing/database";
import { auditOf, membershipOf, stateOf } from "@/db/testing/queries";
import { addToGroup, seedGroup, seedScenario } from "@/db/testing/scenario";
import { findInvitationByLink } from "./find-by-link";
import { InvitationClosed } from "./respond";

const { db } = testDatabase();

describe("accepting", () => {
  test("creates a membership with the chosen groups, whose permissions apply immediately", async () => {
    const scenario = await seedScenario(db);
    const group = await seedGroup(db, scenario.organizations.acme.id, ["users.view"]);
    const { response, invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace", [group.id]);
    expect(await acceptInvitation(response)).toEqual({
      organizationId: scenario.organizations.acme.id,
      handle: scenario.handle,
      notGranted: [],
    });
    expect(await membershipOf(scenario, "grace")).toMatchObject({
      origin: "invited",
      parentOrganizationId: scenario.organizations.meridian.id,
      invitationId,
      invitedById: scenario.userId("alex"),
    });
    expect([...(await scenario.contextOf("grace", "acme")).permissions]).toEqual(["users.view"]);
    expect(await auditOf(scenario, "acme", "invitations.accept")).toMatchObject([
      { actorName: "grace", subjectId: invitationId, details: { groups: [group.name], notGranted: {} } },
    ]);
  });

  test("no permissions are taken over from the parent", async () => {
    const scenario = await seedScenario(db);
    const { response } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await addToGroup(
      db,
      scenario.organizations.meridian.id,
      scenario.userId("grace"),
      scenario.organizations.meridian.administratorsGroupId,
    );
    await acceptInvitation(response);
    await db
      .delete(membershipGroups)
      .where(eq(membershipGroups.organizationId, scenario.organizations.meridian.id));
    expect(await scenario.access("grace", "acme")).toMatchObject({ state: "no-rights" });
  });

  test.each(["linus", "alex", "ada", "mallory"] as const)(
    "%s, who isn't the invitee, can neither accept nor decline",
    async (other) => {
      const scenario = await seedScenario(db);
      await db
        .update(users)
        .set({ email: "grace@meridian.example" })
        .where(eq(users.id, scenario.userId("linus")));
      const { response } = await scenario.inviteAndDeliver("alex", "acme", "grace");
      const theirs = { ...response, session: await scenario.session(other) };
      await expect(acceptInvitation(theirs)).rejects.toThrow(InvitationClosed);
      await expect(declineInvitation(theirs)).rejects.toThrow(InvitationClosed);
      expect(await auditOf(scenario, "acme", "invitations.accept")).toMatchObject([
        { outcome: "refused", actorName: other, subjectName: "grace" },
      ]);
      expect(await stateOf(scenario, response.link, other)).toMatchObject({
        state: "other-account",
        viewer: { username: other },
      });
      expect(await stateOf(scenario, response.link, "grace")).toMatchObject({ state: "ready" });
    },
  );

  test("an ended session can't accept", async () => {
    const scenario = await seedScenario(db);
    const { response } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await endSession({ db, session: response.session, address: "192.0.2.1" });
    await expect(acceptInvitation(response)).rejects.toThrow(InvitationClosed);
    expect(
      await findInvitationByLink({ db, link: response.link, now: new Date(), session: response.session }),
    ).toMatchObject({
      state: "signed-out",
    });
  });
});
