import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { acceptInvitation } from "@/db/invitations/accept";
import { Unanswerable } from "./respond";
import { declineInvitation } from "@/db/invitations/decline";
import { readInvitation } from "./find-by-link";
import { membershipGroups, users } from "@/db/schema";
import { endSession } from "@/db/sessions/end";
import { testDatabase } from "@/db/testing/database";
import { auditOf, membershipOf, stateOf } from "@/db/testing/queries";
import { addToGroup, plantGroup, plantWorld } from "@/db/testing/scenario";

const { db } = testDatabase();

describe("accepting", () => {
  test("makes a member with the chosen groups, whose rights hold at once", async () => {
    const world = await plantWorld(db);
    const group = await plantGroup(db, world.places.acme.id, ["users.view"]);
    const { answer, invitationId } = await world.invited("alex", "acme", "grace", [group.id]);
    expect(await acceptInvitation(answer)).toEqual({
      organizationId: world.places.acme.id,
      handle: world.handle,
      withheld: [],
    });
    expect(await membershipOf(world, "grace")).toMatchObject({
      origin: "invited",
      parentOrganizationId: world.places.meridian.id,
      invitationId,
      invitedById: world.userId("alex"),
    });
    expect([...(await world.as("grace", "acme")).permissions]).toEqual(["users.view"]);
    expect(await auditOf(world, "acme", "invitations.accept")).toMatchObject([
      { actorName: "grace", subjectId: invitationId, details: { groups: [group.name], withheld: {} } },
    ]);
  });

  test("nothing else is taken over from the parent", async () => {
    const world = await plantWorld(db);
    const { answer } = await world.invited("alex", "acme", "grace");
    await addToGroup(
      db,
      world.places.meridian.id,
      world.userId("grace"),
      world.places.meridian.administratorsId,
    );
    await acceptInvitation(answer);
    await db.delete(membershipGroups).where(eq(membershipGroups.organizationId, world.places.meridian.id));
    expect(await world.access("grace", "acme")).toMatchObject({ state: "no-rights" });
  });

  test.each(["linus", "alex", "ada", "mallory"] as const)(
    "%s, who is not the invitee, can neither accept nor decline",
    async (other) => {
      const world = await plantWorld(db);
      await db
        .update(users)
        .set({ email: "grace@meridian.example" })
        .where(eq(users.id, world.userId("linus")));
      const { answer } = await world.invited("alex", "acme", "grace");
      const theirs = { ...answer, session: await world.session(other) };
      await expect(acceptInvitation(theirs)).rejects.toThrow(Unanswerable);
      await expect(declineInvitation(theirs)).rejects.toThrow(Unanswerable);
      expect(await auditOf(world, "acme", "invitations.accept")).toMatchObject([
        { outcome: "refused", actorName: other, subjectName: "grace" },
      ]);
      expect(await stateOf(world, answer.link, other)).toMatchObject({
        state: "other-account",
        signedInAs: other,
      });
      expect(await stateOf(world, answer.link, "grace")).toMatchObject({ state: "ready" });
    },
  );

  test("a session that has ended cannot accept", async () => {
    const world = await plantWorld(db);
    const { answer } = await world.invited("alex", "acme", "grace");
    await endSession({ db, session: answer.session, address: "192.0.2.1" });
    await expect(acceptInvitation(answer)).rejects.toThrow(Unanswerable);
    expect(
      await readInvitation({ db, link: answer.link, now: new Date(), session: answer.session }),
    ).toMatchObject({
      state: "signed-out",
    });
  });
});
