import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { changeEnd, day, joinUntil, runOut } from "@/db/testing/membership-ends";
import { auditOf, membershipOf } from "@/db/testing/queries";
import { addToGroup, type Person, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { endDueMemberships } from "./end-due";
import { enqueueEndNotices, findEndNotice } from "./end-notices";

const { db } = testDatabase();

test("several processes at once remove and announce each membership once", async () => {
  const scenario = await seedScenario(db);
  await endDueMemberships({ db }); // of other scenarios
  for (const person of ["grace", "linus"] as const)
    await joinUntil(scenario, "alex", "acme", person, day(30));
  await runOut(scenario, "grace");
  await db.execute(
    sql`update memberships set ends_at = now() + interval '6 days' where user_id = ${scenario.userId("linus")} and origin = 'invited'`,
  );
  const ended = await Promise.all(Array.from({ length: 6 }, () => endDueMemberships({ db })));
  const told = await Promise.all(Array.from({ length: 6 }, () => enqueueEndNotices({ db })));
  expect(ended.reduce((sum, one) => sum + one)).toBe(1);
  expect(told.reduce((sum, one) => sum + one)).toBe(1);
  expect(await auditOf(scenario, "acme", "memberships.end")).toHaveLength(1);
  expect(await toldOf(scenario, "linus")).toEqual(["alex", "linus"]);
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

test("a user who has just accepted an invitation that ends within a week gets no email about the end", async () => {
  const scenario = await seedScenario(db);
  await joinUntil(scenario, "alex", "acme", "grace", day(3));
  expect(await enqueueEndNotices({ db })).toBe(0);
});

test("members who can invite get the email if the inviter is gone", async () => {
  const scenario = await seedScenario(db);
  const { id } = await seedGroup(db, scenario.organizations.acme.id, [
    "invitations.view",
    "invitations.create",
  ]);
  await addToGroup(db, scenario.organizations.acme.id, scenario.userId("sam"), id);
  await joinUntil(scenario, "alex", "acme", "grace", day(30));
  await db.execute(sql`update users set disabled_at = now() where id = ${scenario.userId("alex")}`);
  await changeEnd(scenario, "ada", "grace", day(2));
  await enqueueEndNotices({ db });
  expect(await toldOf(scenario, "grace")).toEqual(["grace", "sam"]);
});

test("a waiting email isn't sent to a recipient who can't see users any more", async () => {
  const scenario = await seedScenario(db);
  await joinUntil(scenario, "alex", "acme", "grace", day(3));
  const ends = (await membershipOf(scenario, "grace"))?.ends.toISOString() ?? "";
  const told = async (recipient: Person) => {
    const of = { organizationId: scenario.organizations.acme.id, userId: scenario.userId("grace") };
    return (await findEndNotice({ db, ...of, recipientId: scenario.userId(recipient), ends }))?.recipient
      .email;
  };
  expect(await told("alex")).toBe("alex@acme.example");
  await db.execute(sql`delete from membership_groups where user_id = ${scenario.userId("alex")}`);
  expect(await told("alex")).toBeUndefined();
  expect(await told("grace")).toBe("grace@meridian.example");
});

/** Whom the queue is to mail about the end of somebody's membership. */
async function toldOf(scenario: Scenario, person: Person): Promise<string[]> {
  const rows = await db.execute<{ username: string }>(sql`
    select u.username from graphile_worker._private_jobs j join users u on u.id = (j.payload->>'recipientId')::uuid
    where j.payload->>'userId' = ${scenario.userId(person)} and j.payload->>'recipientId' is not null order by u.username`);
  return rows.map(({ username }) => username);
}
