import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { Limited } from "@/db/errors";
import { consume } from "@/db/limits/limits";
import { newDevice } from "@/db/sessions/device";
import { testDatabase } from "@/db/testing/database";
import { emptyQueue } from "@/db/testing/email-queue";
import { auditOf } from "@/db/testing/queries";
import { type OrganizationKey, type Scenario, seedScenario } from "@/db/testing/scenario";
import { processResetRequest } from "./process-reset-request";
import { requestPasswordReset } from "./request-reset";

const { db, url } = testDatabase();
beforeEach(() => emptyQueue(db));

const resetInput = (scenario: Scenario, organization: OrganizationKey, username: string) => ({
  root: scenario.handle,
  organizationId: scenario.organizations[organization].id,
  username,
});

async function findAccount(scenario: Scenario, organization: OrganizationKey, username: string) {
  const { root, organizationId } = resetInput(scenario, organization, username);
  const [user] = await db.execute<{ id: string }>(sql`
    select u.id from users u join organizations r on r.id = u.root_id where r.handle = ${root} and u.username = ${username}`);
  return { root, organizationId, userId: user?.id ?? randomUUID() };
}

const requestReset = (
  scenario: Scenario,
  organization: OrganizationKey,
  username: string,
  address = "192.0.2.7",
) => requestPasswordReset({ db, input: resetInput(scenario, organization, username), address });

async function deviceOf(scenario: Scenario) {
  await db.execute(sql`update users set password_hash = 'some hash' where id = ${scenario.userId("grace")}`);
  return await newDevice({ db, session: await scenario.session("grace") });
}

const jobs = () =>
  db.execute<{ task: string; payload: Record<string, string> }>(sql`
    select j.task_identifier as task, p.payload from graphile_worker.jobs j
    join graphile_worker._private_jobs p on p.id = j.id order by j.id`);

test("the response and the database work are the same for every username", async () => {
  const scenario = await seedScenario(db);
  const statements: string[] = [];
  const counting = createDatabase(url, { connections: 1, onStatement: (text) => statements.push(text) });
  const work = new Set<string>();
  for (const username of ["grace", "nobody", "ken", "barbara", "alex", "grace\0", "x".repeat(5000), ""]) {
    statements.length = 0;
    const input = resetInput(scenario, "meridian", username);
    expect(await requestPasswordReset({ db: counting, input, address: "192.0.2.9" })).toBeUndefined();
    work.add(statements.join("\n"));
  }
  await counting.close();
  expect(work.size).toBe(1);
});

test("the queued job contains an account ID and not the typed username", async () => {
  const scenario = await seedScenario(db);
  await requestReset(scenario, "meridian", "  GRACE ");
  await requestReset(scenario, "meridian", "a secret, typed into the wrong field");
  const shared = {
    requestId: null,
    root: scenario.handle,
    organizationId: scenario.organizations.meridian.id,
    address: "192.0.2.7",
  };
  expect(await jobs()).toEqual([
    { task: "process-reset-request", payload: { ...shared, userId: scenario.userId("grace") } },
    { task: "process-reset-request", payload: { ...shared, userId: expect.any(String) } },
  ]);
});

const resetCases: [string, OrganizationKey, "done" | "refused" | "nothing"][] = [
  ["grace", "meridian", "done"],
  ["sam", "acme", "done"],
  ["ada", "acme", "done"],
  ["ada", "europe", "done"],
  ["barbara", "meridian", "refused"],
  ["ken", "meridian", "nothing"],
  ["grace", "acme", "nothing"],
  ["alex", "meridian", "nothing"],
  ["mallory", "meridian", "nothing"],
  ["nobody", "meridian", "nothing"],
];

test.each(resetCases)("a password reset for %s at %s: %s", async (username, organization, expected) => {
  const scenario = await seedScenario(db);
  await processResetRequest({
    db,
    account: await findAccount(scenario, organization, username),
    address: "192.0.2.7",
  });
  expect((await jobs()).map(({ task }) => task)).toEqual(expected === "done" ? ["send-password-link"] : []);
  const managing = username === "ada" ? "meridian" : organization;
  const audited = await auditOf(scenario, managing, "passwords.request");
  expect(audited).toMatchObject(
    expected === "nothing"
      ? []
      : [{ outcome: expected, actorName: null, subjectName: username, address: "192.0.2.7" }],
  );
});

test("nobody gets a link at an inactive organization or below one", async () => {
  const scenario = await seedScenario(db);
  await db.execute(
    sql`update organizations set disabled_at = now() where id = ${scenario.organizations.acme.id}`,
  );
  for (const [organization, username] of [
    ["acme", "sam"],
    ["europe", "elena"],
  ] as const) {
    await processResetRequest({
      db,
      account: await findAccount(scenario, organization, username),
      address: "x",
    });
  }
  expect(await jobs()).toEqual([]);
});

test("a network can request 5 resets an hour for an account, whether it exists or not", async () => {
  const scenario = await seedScenario(db);
  for (const username of ["grace", "ghost"]) {
    for (let time = 0; time < 5; time++) await requestReset(scenario, "meridian", username);
    await expect(requestReset(scenario, "acme", username.toUpperCase())).rejects.toThrow(Limited);
    await expect(requestReset(scenario, "meridian", username)).rejects.toThrow(
      /^You can request a new password 5 times an hour\. Try again in \d+ minutes\.$/,
    );
  }
  expect(await jobs()).toHaveLength(10);
});

test("the networks of one IPv6 site share 10 requests; others, and browsers that signed in before, have their own", async () => {
  const scenario = await seedScenario(db);
  const requestFrom = (site: string, network: number) =>
    requestReset(scenario, "meridian", "grace", `2001:db8:${site}:${network}::1`);
  for (let time = 0; time < 10; time++) await requestFrom("a", time);
  for (let time = 10; time < 60; time++) {
    await expect(requestFrom("a", time)).rejects.toThrow(
      /^Too many password requests for this account from this network\. Try again in \d+ minutes\.$/,
    );
  }
  await requestFrom("b", 1);
  const input = resetInput(scenario, "meridian", "grace");
  const device = await deviceOf(scenario);
  await requestPasswordReset({ db, input, address: "2001:db8:a:1::1", device });
  expect(await jobs()).toHaveLength(12);
});

test("requests from one network don't use up those from other networks or from browsers that have signed in before", async () => {
  const scenario = await seedScenario(db);
  for (let time = 0; time < 5; time++) await requestReset(scenario, "meridian", "grace");
  await requestReset(scenario, "meridian", "grace", "198.51.100.7");
  await consume(db, "password-requests-of-account", `${scenario.handle}/grace`, 44);
  await expect(requestReset(scenario, "meridian", "grace", "198.51.100.8")).rejects.toThrow(Limited);
  const device = await deviceOf(scenario);
  await requestPasswordReset({
    db,
    input: resetInput(scenario, "meridian", "grace"),
    address: "198.51.100.8",
    device,
  });
});

test("all browsers of an account together can request 10 resets an hour", async () => {
  const scenario = await seedScenario(db);
  const input = resetInput(scenario, "meridian", "grace");
  const requestFromNewDevice = async () => {
    const device = await deviceOf(scenario);
    await requestPasswordReset({ db, input, address: "192.0.2.7", device });
  };
  for (let time = 0; time < 10; time++) await requestFromNewDevice();
  await expect(requestFromNewDevice()).rejects.toThrow(
    /^You can request a new password 10 times an hour\. Try again in \d+ minutes\.$/,
  );
});

test("one address can request 100 resets an hour for all accounts together", async () => {
  const scenario = await seedScenario(db);
  for (const round of ["one", "two"]) {
    const requests = Array.from({ length: 50 }, (_, at) =>
      requestReset(scenario, "meridian", `guess-${round}-${at}`, "198.51.100.9"),
    );
    await Promise.all(requests);
  }
  await expect(requestReset(scenario, "meridian", "grace", "198.51.100.9")).rejects.toThrow(
    /^Too many password requests from this network\./,
  );
  await requestReset(scenario, "meridian", "grace", "198.51.100.10");
});
