import { expect, test } from "vitest";
import { Forbidden, Invalid } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { getOverview } from "@/db/overview/get";
import { testDatabase } from "@/db/testing/database";
import { changeEnd, day, joinUntil } from "@/db/testing/membership-ends";
import { auditOf, membershipOf } from "@/db/testing/queries";
import { race, testBothOrders } from "@/db/testing/race";
import { seedScenario } from "@/db/testing/scenario";
import { lastDay } from "@/lib/days";
import { endAfter } from "./end-date";

const { db } = testDatabase();

test("changing the end date is recorded, and refused without permission and for managed accounts", async () => {
  const scenario = await seedScenario(db);
  await joinUntil(scenario, "alex", "acme", "grace", null, ["users.view", "users.remove"]);
  await changeEnd(scenario, "alex", "grace", day(9));
  expect((await membershipOf(scenario, "grace"))?.endsAt?.getTime()).toBe(
    endAfter(day(9), "UTC", new Date())?.getTime(),
  );
  expect(await auditOf(scenario, "acme", "memberships.edit")).toMatchObject([
    { actorName: "alex", subjectName: "grace", details: { changes: { lastDay: [null, day(9)] } } },
  ]);
  await expect(changeEnd(scenario, "grace", "grace", "")).rejects.toThrow("own account");
  await expect(changeEnd(scenario, "alex", "sam", day(9))).rejects.toThrow("managed here");
  await expect(changeEnd(scenario, "alex", "hank", day(9))).rejects.toThrow("no longer in this organization");
  await expect(changeEnd(scenario, "alex", "grace", day(-1))).rejects.toThrow("past");
  expect(await getOverview(await scenario.contextOf("alex", "acme"))).toMatchObject({ ending: [] });
  await changeEnd(scenario, "alex", "grace", day(2));
  expect(await getOverview(await scenario.contextOf("alex", "acme"))).toMatchObject({
    ending: [{ name: "Grace Holloway" }],
  });
});

test("a later end date takes the permissions of all groups", async () => {
  const scenario = await seedScenario(db);
  await joinUntil(scenario, "alex", "acme", "grace", day(30), ["groups.delete"]);
  await joinUntil(scenario, "alex", "acme", "linus", null, ["users.view", "users.remove"]);
  await expect(changeEnd(scenario, "linus", "grace", day(20))).rejects.toThrow(
    "You can't end Grace Holloway's membership because they have permissions that you don't have. Ask an administrator.",
  );
  await expect(changeEnd(scenario, "linus", "grace", day(31))).rejects.toThrow("You can't assign");
  await expect(changeEnd(scenario, "linus", "grace", "")).rejects.toThrow("You can't assign");
});

test("a later end date also takes the permissions of all groups below, whose memberships it extends", async () => {
  const scenario = await seedScenario(db);
  await joinUntil(scenario, "alex", "acme", "linus", null, ["users.view", "users.remove"]);
  await joinUntil(scenario, "alex", "acme", "grace", day(20));
  await joinUntil(scenario, "elena", "europe", "grace", null, ["groups.delete"]);
  await expect(changeEnd(scenario, "linus", "grace", day(31))).rejects.toThrow(
    "You can't extend Grace Holloway's membership because they have permissions that you don't have. Ask an administrator.",
  );
  await changeEnd(scenario, "alex", "grace", day(31));
});

test("a user can change the end date of a membership 10 times a day, and refused changes don't count", async () => {
  const scenario = await seedScenario(db);
  await joinUntil(scenario, "alex", "acme", "grace", day(20));
  await joinUntil(scenario, "alex", "acme", "linus", day(20));
  for (let change = 1; change <= 10; change++) {
    await expect(changeEnd(scenario, "alex", "grace", day(-1))).rejects.toThrow(Invalid);
    await changeEnd(scenario, "alex", "grace", day(change));
  }
  await expect(changeEnd(scenario, "alex", "grace", day(30))).rejects.toThrow(
    /^You can change the last day of a membership 10 times a day\./,
  );
  await changeEnd(scenario, "alex", "linus", day(30));
  await changeEnd(scenario, "ada", "grace", day(30));
});

test("changing the end date above changes the effective end below, whose own end date stays", async () => {
  const scenario = await seedScenario(db);
  await joinUntil(scenario, "alex", "acme", "grace", day(20));
  await joinUntil(scenario, "elena", "europe", "grace", day(10));
  const below = async () => {
    const ends = (await membershipOf(scenario, "grace", "europe"))?.ends;
    return ends && lastDay(ends, "UTC");
  };
  expect(await below()).toBe(day(10));
  await changeEnd(scenario, "alex", "grace", day(5));
  expect(await below()).toBe(day(5));
  await changeEnd(scenario, "alex", "grace", "");
  expect(await below()).toBe(day(10));
});

testBothOrders(
  "a user who joins a child organization while their end date changes gets permissions that protect them, or joins later",
  async (reversed) => {
    const scenario = await seedScenario(db);
    await joinUntil(scenario, "alex", "acme", "linus", null, ["users.view", "users.remove"]);
    await joinUntil(scenario, "alex", "acme", "grace", day(20));
    const { administratorsGroupId } = scenario.organizations.europe;
    const { response } = await scenario.inviteAndDeliver("elena", "europe", "grace", [administratorsGroupId]);
    const [joined, changed] = await race(
      db,
      [() => acceptInvitation(response), () => changeEnd(scenario, "linus", "grace", day(10))],
      { reversed },
    );
    expect(joined.status).toBe("fulfilled");
    expect(changed).toMatchObject(reversed ? { status: "fulfilled" } : { reason: expect.any(Forbidden) });
  },
);

testBothOrders(
  "a membership that is accepted while the parent membership's end date changes gets the new end date",
  async (reversed) => {
    const scenario = await seedScenario(db);
    await joinUntil(scenario, "alex", "acme", "grace", null);
    const { response } = await scenario.inviteAndDeliver("elena", "europe", "grace");
    const results = await race(
      db,
      [() => acceptInvitation(response), () => changeEnd(scenario, "alex", "grace", day(10))],
      { reversed },
    );
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    const [above, below] = [
      await membershipOf(scenario, "grace"),
      await membershipOf(scenario, "grace", "europe"),
    ];
    expect(above?.ends && lastDay(above.ends, "UTC")).toBe(day(10));
    expect(below?.ends).toEqual(above?.ends);
    expect(below?.parentEndsAt).toEqual(above?.ends);
  },
);
