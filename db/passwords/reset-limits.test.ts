import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createAccount } from "@/db/testing/new-accounts";
import { givePassword } from "@/db/testing/passwords";
import { auditOf } from "@/db/testing/queries";
import { type OrganizationKey, type Scenario, seedScenario } from "@/db/testing/scenario";
import { processResetRequest } from "./process-reset-request";

const { db } = testDatabase();

test("accounts with the same mailbox, however spelled, share 20 emails a day about forgotten passwords", async () => {
  const scenario = await seedScenario(db);
  const alex = await scenario.contextOf("alex", "acme");
  const accounts: string[] = [];
  for (let count = 0; count < 5; count++)
    accounts.push(await createAccount(alex, `Victim+${count}@Elsewhere.example`));
  for (const userId of accounts) await requestTimes(5, scenario, "acme", userId);
  expect(await outcomes(scenario, "acme")).toEqual({ done: 20, refused: 1 });
  const event = (await auditOf(scenario, "acme", "passwords.request")).at(-1);
  expect(event?.details).toMatchObject({ reason: { limit: "reset-emails" } });
  const other = await createAccount(alex, "somebody@elsewhere.example");
  await requestTimes(1, scenario, "acme", other);
  expect(await outcomes(scenario, "acme")).toEqual({ done: 21, refused: 1 });
});

test("users always get a new link, even if strangers have used up the emails to their mailbox", async () => {
  const scenario = await seedScenario(db);
  const alex = await scenario.contextOf("alex", "acme");
  const sam = scenario.userId("sam");
  await givePassword(db, sam);
  const another = await createAccount(alex, "sam+other@acme-travel.example");
  await requestTimes(21, scenario, "acme", another);
  await requestTimes(1, scenario, "acme", sam);
  expect(await emailsTo(sam)).toBe(1);
  await requestTimes(1, scenario, "acme", sam);
  expect(await emailsTo(sam)).toBe(1);
  await expire(sam);
  await requestTimes(2, scenario, "acme", sam);
  expect(await emailsTo(sam)).toBe(2);
});

test("an account with an unconfirmed address has no emails of its own", async () => {
  const scenario = await seedScenario(db);
  const sam = scenario.userId("sam");
  await givePassword(db, sam);
  await db.execute(sql`update users set email = 'victim@elsewhere.example' where id = ${sam}`);
  await requestTimes(20, scenario, "acme", sam);
  await expire(sam);
  await requestTimes(1, scenario, "acme", sam);
  expect(await emailsTo(sam)).toBe(20);
});

async function requestTimes(
  times: number,
  scenario: Scenario,
  organization: OrganizationKey,
  userId: string,
) {
  const account = {
    root: scenario.handle,
    organizationId: scenario.organizations[organization].id,
    userId,
  };
  for (let time = 0; time < times; time++) await processResetRequest({ db, account, address: "192.0.2.7" });
}

async function outcomes(scenario: Scenario, organization: OrganizationKey) {
  const events = await auditOf(scenario, organization, "passwords.request");
  const count = (outcome: string) => events.filter((event) => event.outcome === outcome).length;
  return { done: count("done"), refused: count("refused") };
}

async function emailsTo(userId: string): Promise<number | undefined> {
  const [link] = await db.execute<{ sending: number }>(
    sql`select sending from password_links where user_id = ${userId}`,
  );
  return link?.sending;
}

async function expire(userId: string) {
  await db.execute(sql`
    update password_links
    set email_state = 'sent', delivery_began_at = now() - interval '2 hours', expires_at = now() - interval '1 hour'
    where user_id = ${userId}`);
}
