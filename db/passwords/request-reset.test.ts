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

const claimOf = (scenario: Scenario, organization: OrganizationKey, username: string) => ({
  root: scenario.handle,
  organizationId: scenario.organizations[organization].id,
  username,
});

async function credentialsById(scenario: Scenario, organization: OrganizationKey, username: string) {
  const { root, organizationId } = claimOf(scenario, organization, username);
  const [user] = await db.execute<{ id: string }>(sql`
    select u.id from users u join organizations r on r.id = u.root_id where r.handle = ${root} and u.username = ${username}`);
  return { root, organizationId, userId: user?.id ?? randomUUID() };
}

const ask = (scenario: Scenario, organization: OrganizationKey, username: string, address = "192.0.2.7") =>
  requestPasswordReset({ db, input: claimOf(scenario, organization, username), address });

async function deviceOf(scenario: Scenario) {
  await db.execute(sql`update users set password_hash = 'some hash' where id = ${scenario.userId("grace")}`);
  return await newDevice({ db, session: await scenario.session("grace") });
}

const jobs = () =>
  db.execute<{ task: string; payload: Record<string, string> }>(sql`
    select j.task_identifier as task, p.payload from graphile_worker.jobs j
    join graphile_worker._private_jobs p on p.id = j.id order by j.id`);

test("the answer and the work before it are the same, whoever is named", async () => {
  const scenario = await seedScenario(db);
  const statements: string[] = [];
  const counting = createDatabase(url, { connections: 1, onStatement: (text) => statements.push(text) });
  const work = new Set<string>();
  for (const username of ["grace", "nobody", "ken", "barbara", "alex", "grace\0", "x".repeat(5000), ""]) {
    statements.length = 0;
    const input = claimOf(scenario, "meridian", username);
    expect(await requestPasswordReset({ db: counting, input, address: "192.0.2.9" })).toBeUndefined();
    work.add(statements.join("\n"));
  }
  await counting.close();
  expect(work.size).toBe(1);
});

test("what is asked for waits for the worker as the id of an account, without what was typed", async () => {
  const scenario = await seedScenario(db);
  await ask(scenario, "meridian", "  GRACE ");
  await ask(scenario, "meridian", "a secret, typed into the wrong field");
  const where = {
    requestId: null,
    root: scenario.handle,
    organizationId: scenario.organizations.meridian.id,
    address: "192.0.2.7",
  };
  expect(await jobs()).toEqual([
    { task: "process-reset-request", payload: { ...where, userId: scenario.userId("grace") } },
    { task: "process-reset-request", payload: { ...where, userId: expect.any(String) } },
  ]);
});

const answers: [string, OrganizationKey, "done" | "refused" | "nothing"][] = [
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

test.each(answers)("%s at %s: %s", async (username, organization, expected) => {
  const scenario = await seedScenario(db);
  await processResetRequest({
    db,
    account: await credentialsById(scenario, organization, username),
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

test("at an inactive organization, and below one, nobody gets a link", async () => {
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
      account: await credentialsById(scenario, organization, username),
      address: "x",
    });
  }
  expect(await jobs()).toEqual([]);
});

test("an account can be asked for five times an hour from one network, whether it exists or not", async () => {
  const scenario = await seedScenario(db);
  for (const username of ["grace", "ghost"]) {
    for (let time = 0; time < 5; time++) await ask(scenario, "meridian", username);
    await expect(ask(scenario, "acme", username.toUpperCase())).rejects.toThrow(Limited);
    await expect(ask(scenario, "meridian", username)).rejects.toThrow(
      /^You can ask for a new password 5 times an hour\. Try again in \d+ minutes\.$/,
    );
  }
  expect(await jobs()).toHaveLength(10);
});

test("strangers cannot use up somebody's requests from another network or from a browser that has signed in before", async () => {
  const scenario = await seedScenario(db);
  for (let time = 0; time < 5; time++) await ask(scenario, "meridian", "grace");
  await ask(scenario, "meridian", "grace", "198.51.100.7");
  await consume(db, "password-requests-of-account", `${scenario.handle}/grace`, 44);
  await expect(ask(scenario, "meridian", "grace", "198.51.100.8")).rejects.toThrow(Limited);
  const device = await deviceOf(scenario);
  await requestPasswordReset({
    db,
    input: claimOf(scenario, "meridian", "grace"),
    address: "198.51.100.8",
    device,
  });
});

test("all browsers of an account together can ask ten times an hour", async () => {
  const scenario = await seedScenario(db);
  const input = claimOf(scenario, "meridian", "grace");
  const askFromNewDevice = async () => {
    const device = await deviceOf(scenario);
    await requestPasswordReset({ db, input, address: "192.0.2.7", device });
  };
  for (let time = 0; time < 10; time++) await askFromNewDevice();
  await expect(askFromNewDevice()).rejects.toThrow(
    /^Your browsers can ask for a new password 10 times an hour\. Try again in \d+ minutes\.$/,
  );
});

test("one address can ask a hundred times an hour, for all accounts together", async () => {
  const scenario = await seedScenario(db);
  const asked = Array.from({ length: 100 }, (_, at) =>
    ask(scenario, "meridian", `guess-${at}`, "198.51.100.9"),
  );
  await Promise.all(asked);
  await expect(ask(scenario, "meridian", "grace", "198.51.100.9")).rejects.toThrow(
    /^Too many new passwords were asked for from your network\./,
  );
  await ask(scenario, "meridian", "grace", "198.51.100.10");
});
