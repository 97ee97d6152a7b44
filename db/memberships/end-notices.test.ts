import { inArray, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { users } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { queuedJobs } from "@/db/testing/email-queue";
import { changeEnd, day, joinUntil, runOut } from "@/db/testing/membership-ends";
import { givePassword } from "@/db/testing/passwords";
import { profileOf } from "@/db/testing/profile";
import { auditOf, membershipOf } from "@/db/testing/queries";
import { race } from "@/db/testing/race";
import { addToGroup, type Person, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { editUser } from "@/db/users/edit";
import { insertUser } from "@/db/users/insert";
import { endDueMemberships } from "./end-due";
import { enqueueEndNotices, findEndNotice } from "./end-notices";

const { db } = testDatabase();

test("several processes at the same time remove and announce each membership once", async () => {
  const scenario = await seedScenario(db);
  await endDueMemberships({ db }); // of other scenarios
  for (const person of ["grace", "linus"] as const)
    await joinUntil(scenario, "alex", "acme", person, day(30));
  await runOut(scenario, "grace");
  await db.execute(sql`
    update memberships
    set ends_at = now() + interval '6 days'
    where user_id = ${scenario.userId("linus")} and origin = 'invited'`);
  const removed = await race(
    db,
    Array(3).fill(() => endDueMemberships({ db })),
  );
  expect(removed).toMatchObject([{ value: 1 }, { value: 0 }, { value: 0 }]);
  const announced = await race(
    db,
    Array(3).fill(() => enqueueEndNotices({ db })),
  );
  expect(announced).toMatchObject([{ value: 1 }, { value: 0 }, { value: 0 }]);
  expect(await auditOf(scenario, "acme", "memberships.end")).toHaveLength(1);
  expect(await recipientsOf(scenario, "linus")).toEqual(["alex", "linus"]);
});

test("both sides get one email a week before the end, and another one when the end date changes", async () => {
  const scenario = await seedScenario(db);
  await joinUntil(scenario, "alex", "acme", "grace", day(8));
  expect(await enqueueEndNotices({ db })).toBe(0);
  const end = (days: number | null) => changeEnd(scenario, "ada", "grace", days === null ? "" : day(days));
  await end(5);
  expect(await enqueueEndNotices({ db })).toBe(1);
  expect(await enqueueEndNotices({ db })).toBe(0);
  await end(4);
  expect(await enqueueEndNotices({ db })).toBe(1);
  await end(null);
  expect(await enqueueEndNotices({ db })).toBe(0);
});

test("10 changes of a membership a day are announced, even if several people make them", async () => {
  const scenario = await seedScenario(db);
  await joinUntil(scenario, "alex", "acme", "grace", day(30));
  let announced = 0;
  for (let time = 0; time < 16; time++) {
    await changeEnd(scenario, time % 2 ? "ada" : "alex", "grace", day(3 + (time % 3)));
    announced += await enqueueEndNotices({ db });
  }
  expect(announced).toBe(10);
});

test("a user who has just accepted an invitation that ends within a week gets no email about the end", async () => {
  const scenario = await seedScenario(db);
  await joinUntil(scenario, "alex", "acme", "grace", day(3));
  expect(await enqueueEndNotices({ db })).toBe(0);
});

test("members who can invite get the email if the inviter is gone, unless their account was never activated", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const { id } = await seedGroup(db, acme.id, ["invitations.view", "invitations.create"]);
  await addToGroup(db, acme.id, scenario.userId("sam"), id);
  await givePassword(db, scenario.userId("sam"));
  await insertUser(db, {
    organizationId: acme.id,
    username: "new",
    name: "New",
    email: "stranger@victim.example",
    password: null,
    groupIds: [id],
  });
  await joinUntil(scenario, "alex", "acme", "grace", day(30));
  await db.execute(sql`update users set disabled_at = now() where id = ${scenario.userId("alex")}`);
  await changeEnd(scenario, "ada", "grace", day(2));
  await enqueueEndNotices({ db });
  expect(await recipientsOf(scenario, "grace")).toEqual(["grace", "sam"]);
});

test("a waiting email isn't sent to a recipient who can't see users anymore", async () => {
  const scenario = await seedScenario(db);
  await joinUntil(scenario, "alex", "acme", "grace", day(3));
  const ends = (await membershipOf(scenario, "grace"))?.ends.toISOString() ?? "";
  const addressFor = async (recipient: Person) => {
    const of = { organizationId: scenario.organizations.acme.id, userId: scenario.userId("grace") };
    return (await findEndNotice({ db, ...of, recipientId: scenario.userId(recipient), ends }))?.recipient
      .email;
  };
  expect(await addressFor("alex")).toBe("alex@acme-travel.example");
  await db.execute(sql`delete from membership_groups where user_id = ${scenario.userId("alex")}`);
  expect(await addressFor("alex")).toBeUndefined();
  expect(await addressFor("grace")).toBe("grace@meridian.example");
});

test("nobody gets the email at an address that they haven't confirmed", async () => {
  const scenario = await seedScenario(db);
  await joinUntil(scenario, "alex", "acme", "grace", day(3));
  const ends = (await membershipOf(scenario, "grace"))?.ends.toISOString() ?? "";
  const find = async (recipient: Person) => {
    const of = { organizationId: scenario.organizations.acme.id, userId: scenario.userId("grace") };
    return await findEndNotice({ db, ...of, recipientId: scenario.userId(recipient), ends });
  };
  for (const [person, by, organization] of [
    ["grace", "ada", "meridian"],
    ["alex", "ada", "acme"],
  ] as const) {
    expect(await find(person)).not.toBeNull();
    const input = { ...profileOf(scenario, person), email: "stranger@victim.example" };
    await editUser({ ctx: await scenario.contextOf(by, organization), input });
    expect(await find(person)).toBeNull();
  }
});

/** The recipients of the queued emails about the end of this user's memberships. */
async function recipientsOf(scenario: Scenario, person: Person): Promise<string[]> {
  const jobs = (await queuedJobs(db)).filter(
    ({ task, payload }) => task === "send-membership-end" && payload.userId === scenario.userId(person),
  );
  const rows = await db
    .select({ username: users.username })
    .from(users)
    .where(
      inArray(
        users.id,
        jobs.map(({ payload }) => String(payload.recipientId)),
      ),
    )
    .orderBy(users.username);
  return rows.map(({ username }) => username);
}
