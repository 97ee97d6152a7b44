import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { letTimePass } from "@/db/testing/queries";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { seedAccounts } from "@/db/testing/seed-accounts";
import { deleteInvitations } from "./delete";
import { resendInvitations } from "./resend";

const { db } = testDatabase();
const MINUTE = 60_000;

test("a mailbox gets at most 20 emails a day from a top-level organization, however many accounts have it", async () => {
  const scenario = await seedScenario(db);
  const names = await seedAccountsOf("Victim", scenario, 30);
  const ctx = await scenario.contextOf("elena", "europe");
  const firstIds = await invitedBy(scenario, names.slice(0, 3));
  await deleteInvitations({ ctx, input: { invitationIds: firstIds } });
  const ids = await invitedBy(scenario, names);
  expect(ids, "all in one request").toHaveLength(17);
  await letTimePass(scenario, "europe", "6 minutes");
  expect(await resendInvitations({ ctx, input: { invitationIds: ids.slice(0, 1) } })).toMatchObject([
    { outcome: "too-often" },
  ]);
  await deleteInvitations({ ctx, input: { invitationIds: ids } });
  expect(await invitedBy(scenario, names), "after they were deleted").toEqual([]);
  expect(await scenario.invite("elena", "europe", ["sam"])).toMatchObject([{ outcome: "invited" }]);
  await letTimePass(scenario, "europe", "24 hours");
  expect(await invitedBy(scenario, names)).toHaveLength(20);
});

test("invitations to a mailbox that are resent together also count together", async () => {
  const scenario = await seedScenario(db);
  const ids = await invitedBy(scenario, await seedAccountsOf("Victim", scenario, 12));
  await letTimePass(scenario, "europe", "1 hour");
  const ctx = await scenario.contextOf("elena", "europe");
  const outcomes = await resendInvitations({ ctx, input: { invitationIds: ids } });
  expect(outcomes.filter(({ outcome }) => outcome === "sent")).toHaveLength(8);
  const [refused, ...others] = outcomes.filter(({ outcome }) => outcome !== "sent");
  expect(others).toHaveLength(3);
  if (refused?.outcome !== "too-often") throw new Error(`It was ${refused?.outcome}.`);
  expect((refused.from.getTime() - Date.now()) / MINUTE).toBeCloseTo(23 * 60, 0);
});

test("the limit of 4 emails a day is of each account, because a team can share an address", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("elena", "europe");
  const names = await seedAccountsOf("Team", scenario, 2);
  for (let time = 0; time < 4; time++) {
    const invitationIds = await invitedBy(scenario, names.slice(0, 1));
    await deleteInvitations({ ctx, input: { invitationIds } });
  }
  expect(await scenario.invite("elena", "europe", names)).toMatchObject([
    { outcome: "too-often" },
    { outcome: "invited" },
  ]);
});

test("emails of a deleted organization count for all accounts with the same mailbox", async () => {
  const scenario = await seedScenario(db);
  const [first = "", second = ""] = await seedAccountsOf("Victim", scenario, 2);
  await db.execute(sql`
    insert into deleted_invitation_emails (user_id, top_level_organization_id, sent_at)
    select u.id, ${scenario.organizations.acme.id}, now() - interval '1 hour'
    from users u, generate_series(1, 20)
    where u.username = ${first} and u.root_id = ${scenario.organizations.meridian.id}`);
  expect(await scenario.invite("elena", "europe", [second])).toMatchObject([{ outcome: "too-often" }]);
});

/** Creates accounts in Acme with spellings of one address. @returns their usernames */
async function seedAccountsOf(mailbox: string, { organizations: { acme } }: Scenario, count: number) {
  await seedAccounts(db, acme.id, count);
  await db.execute(sql`
    update users
    set email = ${mailbox}::text || '+' || username || '@bank.example'
    where managing_organization_id = ${acme.id} and starts_with(username, 'many-')`);
  return Array.from({ length: count }, (_, at) => `many-${at + 1}`);
}

/** Has elena invite these users to Europe. @returns the ids of the new invitations */
async function invitedBy(scenario: Scenario, usernames: string[]): Promise<string[]> {
  const before = await invitationIdsOf(scenario);
  await scenario.invite("elena", "europe", usernames);
  const after = await invitationIdsOf(scenario);
  return after.filter((id) => !before.includes(id));
}

async function invitationIdsOf({ organizations: { europe } }: Scenario): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select id from invitations where organization_id = ${europe.id}`);
  return rows.map(({ id }) => id);
}
