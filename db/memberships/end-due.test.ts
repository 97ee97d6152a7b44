import { expect, test } from "vitest";
import { acceptInvitation } from "@/db/invitations/accept";
import { endDueMemberships } from "@/db/memberships/end-due";
import { listMembers } from "@/db/memberships/list";
import { findMyPlace } from "@/db/organizations/my-organizations";
import { findAccount } from "@/db/sessions/find-account";
import { testDatabase } from "@/db/testing/database";
import { changeEnd, day, joinUntil, runOut } from "@/db/testing/membership-ends";
import { auditOf, letPass, membershipOf, stateOf } from "@/db/testing/queries";
import { plantWorld, type World } from "@/db/testing/scenario";
import { getUser } from "@/db/users/get";

const { db } = testDatabase();

test("what has ended counts nowhere, at that very moment and with no job running", async () => {
  const world = await plantWorld(db);
  await joinUntil(world, "alex", "acme", "grace", null, ["users.view", "users.edit"]);
  const ctx = await world.as("alex", "acme");
  const call = { ctx, userId: world.userId("grace") };
  expect((await world.access("grace", "acme")).state).toBe("open");
  expect(await usernames(world)).toContain("grace");
  await runOut(world, "grace");
  expect((await world.access("grace", "acme")).state).toBe("absent");
  expect(await usernames(world)).not.toContain("grace");
  await expect(getUser(call)).rejects.toThrow();
  const claim = { root: world.handle, organizationId: world.places.acme.id, username: "grace" };
  expect(await findAccount(db, claim)).toBeUndefined();
  const place = await findMyPlace({
    ...{ db, session: await world.session("grace"), askedFor: world.places.acme.id },
    input: { sort: "name", descending: false, search: "", after: null, before: null },
  });
  expect(place).toMatchObject({ home: { name: "Meridian Group" }, joined: { rows: [] }, askedFor: null });
});

test("memberships below end at the same moment, and go with it; pending invitations built on it too", async () => {
  const world = await plantWorld(db);
  await joinUntil(world, "alex", "acme", "grace", day(30));
  await joinUntil(world, "elena", "europe", "grace", null, ["users.view"]);
  const above = await membershipOf(world, "grace");
  expect((await membershipOf(world, "grace", "europe"))?.ends).toEqual(above?.ends);
  await joinUntil(world, "alex", "acme", "linus", day(30));
  const { answer } = await world.invited("elena", "europe", "linus");
  await endDueMemberships({ db }); // of other worlds
  for (const person of ["grace", "linus"] as const) await runOut(world, person);
  expect((await world.access("grace", "europe")).state).toBe("absent");
  expect(await stateOf(world, answer.link, "linus")).toMatchObject({
    state: "deleted",
    because: "left-parent",
  });
  await expect(acceptInvitation(answer)).rejects.toThrow("no longer");

  expect(await endDueMemberships({ db })).toBe(2);
  expect(await membershipOf(world, "grace")).toBeUndefined();
  expect(await membershipOf(world, "grace", "europe")).toBeUndefined();
  expect(await auditOf(world, "europe", "memberships.end")).toMatchObject([
    { actorName: null, subjectName: "grace", details: { because: "end-date" } },
  ]);
  expect(await auditOf(world, "europe", "invitations.end")).toMatchObject([{ subjectName: "linus" }]);
  expect(await auditOf(world, "acme", "memberships.end")).toHaveLength(2);
});

test("who has left by an end can be invited and join anew, before the old membership is removed", async () => {
  const world = await plantWorld(db);
  await joinUntil(world, "alex", "acme", "grace", null, ["users.view"]);
  await runOut(world, "grace");
  await letPass(world, "acme", "2 days");
  await joinUntil(world, "alex", "acme", "grace", null);
  expect(await endDueMemberships({ db })).toBe(0);
  expect((await membershipOf(world, "grace"))?.endsAt).toBeNull();
  expect((await world.access("grace", "acme")).state).toBe("no-rights");
});

test("the removal of what has ended against a new end leaves one whole outcome", async () => {
  for (let round = 0; round < 5; round++) {
    const world = await plantWorld(db);
    await joinUntil(world, "alex", "acme", "grace", null);
    await runOut(world, "grace");
    const [changed] = await Promise.allSettled([
      changeEnd(world, "alex", "grace", day(10)),
      endDueMemberships({ db }),
    ]);
    expect(changed.status).toBe("rejected");
    await endDueMemberships({ db });
    expect(await membershipOf(world, "grace")).toBeUndefined();
  }
});

async function usernames(world: World): Promise<string[]> {
  const input = { sort: "name", descending: false, search: "", after: null, before: null } as const;
  return (await listMembers({ ctx: await world.as("alex", "acme"), input })).rows.map(
    ({ username }) => username,
  );
}
