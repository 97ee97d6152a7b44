import { expect, test } from "vitest";
import { acceptInvitation } from "@/db/invitations/accept";
import { endOfDay, lastDay } from "@/db/memberships/end-day";
import { readOverview } from "@/db/overview/get";
import { testDatabase } from "@/db/testing/database";
import { changeEnd, day, joinUntil } from "@/db/testing/membership-ends";
import { auditOf, membershipOf } from "@/db/testing/queries";
import { plantWorld } from "@/db/testing/scenario";

const { db } = testDatabase();

test("the end is changed by whoever may remove, recorded, and refused for oneself and for accounts managed here", async () => {
  const world = await plantWorld(db);
  await joinUntil(world, "alex", "acme", "grace", null, ["users.view", "users.remove"]);
  await changeEnd(world, "alex", "grace", day(9));
  expect((await membershipOf(world, "grace"))?.endsAt?.getTime()).toBe(
    endOfDay(day(9), new Date())?.getTime(),
  );
  expect(await auditOf(world, "acme", "memberships.edit")).toMatchObject([
    { actorName: "alex", subjectName: "grace", details: { changes: { "last day": ["none", day(9)] } } },
  ]);
  await expect(changeEnd(world, "grace", "grace", "")).rejects.toThrow("yourself");
  await expect(changeEnd(world, "alex", "sam", day(9))).rejects.toThrow("managed here");
  await expect(changeEnd(world, "alex", "hank", day(9))).rejects.toThrow("no longer here");
  await expect(changeEnd(world, "alex", "grace", day(-1))).rejects.toThrow("past");
  expect(await readOverview(await world.as("alex", "acme"))).toMatchObject({ ending: [] });
  await changeEnd(world, "alex", "grace", day(2));
  expect(await readOverview(await world.as("alex", "acme"))).toMatchObject({
    ending: [{ name: "grace of meridian" }],
  });
});

test("nobody changes the end of a membership whose groups they could not give", async () => {
  const world = await plantWorld(db);
  await joinUntil(world, "alex", "acme", "grace", day(30), ["groups.delete"]);
  await joinUntil(world, "alex", "acme", "linus", null, ["users.view", "users.remove"]);
  await expect(changeEnd(world, "linus", "grace", day(20))).rejects.toThrow(
    "You can't end the membership of grace of meridian, who has permissions that you can't grant. Ask an administrator.",
  );
  await expect(changeEnd(world, "linus", "grace", day(31))).rejects.toThrow("You cannot give");
  await expect(changeEnd(world, "linus", "grace", "")).rejects.toThrow("You cannot give");
});

test("an end above that is moved moves the ends below, and their own stay", async () => {
  const world = await plantWorld(db);
  await joinUntil(world, "alex", "acme", "grace", day(20));
  await joinUntil(world, "elena", "europe", "grace", day(10));
  const below = async () => {
    const ends = (await membershipOf(world, "grace", "europe"))?.ends;
    return ends && lastDay(ends);
  };
  expect(await below()).toBe(day(10));
  await changeEnd(world, "alex", "grace", day(5));
  expect(await below()).toBe(day(5));
  await changeEnd(world, "alex", "grace", "");
  expect(await below()).toBe(day(10));
});

test("accepting below against a change of the end above leaves the one below ending with it", async () => {
  for (let round = 0; round < 10; round++) {
    const world = await plantWorld(db);
    await joinUntil(world, "alex", "acme", "grace", null);
    const { answer } = await world.invited("elena", "europe", "grace");
    await Promise.all([acceptInvitation(answer), changeEnd(world, "alex", "grace", day(10))]);
    const [above, below] = [await membershipOf(world, "grace"), await membershipOf(world, "grace", "europe")];
    expect(below?.ends).toEqual(above?.ends);
    expect(below?.parentEnds).toEqual(above?.ends);
  }
});
