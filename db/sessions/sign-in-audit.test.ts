import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { readAuditFilter } from "@/db/audit/input";
import { listAudit } from "@/db/audit/list";
import { recordRepeats } from "@/db/audit/record-refusal";
import { Forbidden } from "@/db/errors";
import { auditEvents } from "@/db/schema";
import type { Person } from "@/db/seed/people";
import { signIn } from "@/db/sessions/sign-in";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { race } from "@/db/testing/race";
import type { OrganizationKey } from "@/db/testing/scenario";
import { attemptSignIn, failSignIns, seedScenarioWithPasswords } from "@/db/testing/sign-in";

const { db } = testDatabase();

test("the rate limits don't store typed usernames", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  await attemptSignIn(scenario, "meridian", "hunter2-typed-too-early").catch(() => undefined);
  const keys = await db.execute(sql`select key from rate_limits`);
  expect(keys.length).toBeGreaterThan(0);
  expect(JSON.stringify(keys)).not.toContain("hunter2");
});

test("the audit log doesn't store unknown usernames, which may be passwords", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  await attemptSignIn(scenario, "meridian", "hunter2-typed-too-early").catch(() => undefined);
  await attemptSignIn(scenario, "meridian", "grace", "wrong").catch(() => undefined);
  const rows = await auditOf(scenario, "meridian", "sessions.create");
  expect(rows.map(({ subjectName }) => subjectName)).toEqual([null, "grace"]);
  const counts = await db.execute(sql`select event from refusal_counts`);
  expect(JSON.stringify(counts)).not.toContain("hunter2");
});

test("a failed attempt names an account only where it could sign in, to hide accounts elsewhere", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  for (const username of ["elena", "alex", "grace", "nobody-at-all", "hank", "ada"]) {
    await expect(attemptSignIn(scenario, "globex", username, "wrong")).rejects.toThrow(Forbidden);
  }
  await expect(attemptSignIn(scenario, "meridian", "ken", "wrong")).rejects.toThrow(Forbidden); // disabled
  const named = (await auditOf(scenario, "globex", "sessions.create")).map((row) => row.subjectName);
  expect(named.filter((name) => name !== null).sort()).toEqual(["ada", "hank"]);
  const [ken] = await auditOf(scenario, "meridian", "sessions.create");
  expect(ken).toMatchObject({ subjectId: scenario.userId("ken"), subjectName: "ken" });
});

test("a sign-in and failed attempts are also in the audit log of the organization that manages the account", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  for (let time = 0; time < 3; time++) {
    await attemptSignIn(scenario, "europe", "ada", "wrong").catch(() => undefined);
    await attemptSignIn(scenario, "europe", "nobody-at-all", "wrong").catch(() => undefined);
    await attemptSignIn(scenario, "europe", "elena", "wrong").catch(() => undefined);
  }
  await attemptSignIn(scenario, "europe", "ada");
  const logOf = async (person: Person, organization: OrganizationKey) => {
    const filter = readAuditFilter({ action: "sessions.create" }, "UTC");
    const ctx = await scenario.contextOf(person, organization);
    const { rows } = await listAudit({ ctx, input: { ...filter, after: null, before: null } });
    return rows
      .map((row) => `${row.subjectName} ${row.outcome} at ${row.organization.name}, from ${row.actingFrom}`)
      .sort();
  };
  const ofAda = [
    "ada done at Acme Travel Europe, from Meridian Group",
    "ada refused at Acme Travel Europe, from Meridian Group",
  ];
  expect(await logOf("ada", "meridian")).toEqual(ofAda);
  expect(await logOf("elena", "europe")).toEqual([
    ...ofAda,
    "elena refused at Acme Travel Europe, from null",
    "null refused at Acme Travel Europe, from null",
  ]);
});

test("attempts at an unknown organization or one of another root organization aren't recorded", async () => {
  const [scenario, other] = [await seedScenarioWithPasswords(db), await seedScenarioWithPasswords(db)];
  for (const organizationId of [other.organizations.meridian.id, randomUUID()]) {
    const input = { root: scenario.handle, organizationId, username: "grace", password: "wrong" };
    const attempt = signIn({ db, address: "192.0.2.7", userAgent: "", input });
    await expect(attempt).rejects.toThrow(Forbidden);
    const [row] = await db.execute(sql`
      select from audit_events where organization_id = ${organizationId} and action = 'sessions.create'`);
    expect(row).toBeUndefined();
  }
});

test("failed attempts are recorded once an hour per account and network, and then with their count", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  await failSignIns(scenario, 10);
  for (let time = 0; time < 5; time++)
    await attemptSignIn(scenario, "meridian", "grace").catch(() => undefined);
  const first = await auditOf(scenario, "meridian", "sessions.create");
  expect(first).toMatchObject([
    { outcome: "refused", subjectName: "grace", details: { reason: { code: "wrong-credentials" } } },
    { outcome: "refused", subjectName: "grace", details: { reason: { code: "limit-reached" } } },
  ]);
  await recordRepeats({ db });
  expect(await auditOf(scenario, "meridian", "sessions.create")).toHaveLength(2);
  await db.execute(sql`
    update refusal_counts set ends_at = now() where organization_id = ${scenario.organizations.meridian.id}`);
  for (const { status } of await race(db, [() => recordRepeats({ db }), () => recordRepeats({ db })])) {
    expect(status).toBe("fulfilled");
  }
  const rows = await auditOf(scenario, "meridian", "sessions.create");
  expect(
    rows
      .slice(2)
      .map(({ subjectName, details }) => [subjectName, details.repeats])
      .sort(),
  ).toEqual([
    ["grace", 4],
    ["grace", 9],
  ]);
});

test("failed attempts from many networks can't fill the audit log", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  const attempts = Array.from({ length: 120 }, (_, at) => async () => {
    await attemptSignIn(scenario, "meridian", "grace", "wrong", `198.51.100.${at}`).catch(() => undefined);
  });
  for (const attempt of attempts) await attempt();
  const rows = await auditOf(scenario, "meridian", "sessions.create");
  expect(rows).toHaveLength(51);
  expect(rows.at(-1)).toMatchObject({ subjectName: "grace", address: null });
});

test("an attacked account has its own event with the number of attempts, even among many refusals", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  for (let at = 0; at < 55; at++) {
    await attemptSignIn(scenario, "meridian", `nobody-${at}`, "wrong", `198.51.100.${at}`).catch(
      () => undefined,
    );
  }
  for (let at = 0; at < 3; at++) {
    await attemptSignIn(scenario, "meridian", "grace", "wrong", `203.0.113.${at}`).catch(() => undefined);
  }
  const graceEvents = async () =>
    (await auditOf(scenario, "meridian", "sessions.create")).filter(
      ({ subjectName }) => subjectName === "grace",
    );
  expect(await graceEvents()).toMatchObject([
    { address: null, details: { reason: { code: "many-refusals" } } },
  ]);
  await db.execute(sql`
    update refusal_counts set ends_at = now() where organization_id = ${scenario.organizations.meridian.id}`);
  await recordRepeats({ db });
  expect((await graceEvents()).map(({ details }) => details.repeats)).toEqual([undefined, 2]);
});

test("successful and failed sign-ins are recorded without the password", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  await attemptSignIn(scenario, "meridian", "grace");
  await attemptSignIn(scenario, "meridian", "grace", "my secret").catch(() => undefined);
  const rows = await db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.organizationId, scenario.organizations.meridian.id))
    .orderBy(auditEvents.id);
  expect(rows).toMatchObject([
    { action: "sessions.create", outcome: "done", actorName: "grace", address: "192.0.2.7" },
    { action: "sessions.create", outcome: "refused", actorName: null, subjectName: "grace" },
  ]);
  expect(JSON.stringify(rows)).not.toContain("my secret");
});
