import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { recordRepeats } from "@/db/audit/record-refusal";
import { Forbidden, Limited } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { consume } from "@/db/limits/limits";
import { hashPassword } from "@/db/passwords/hash";
import { auditEvents, sessions, users } from "@/db/schema";
import { type Device, newDevice } from "@/db/sessions/device";
import { isSessionCurrent, type Session } from "@/db/sessions/session";
import { signIn } from "@/db/sessions/sign-in";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { race } from "@/db/testing/race";
import { type OrganizationKey, type Person, type Scenario, seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();
const PASSWORD = "a good long password";
let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

async function scenarioWithPasswords(): Promise<Scenario> {
  const scenario = await seedScenario(db);
  const root = scenario.organizations.meridian.id;
  await db.update(users).set({ passwordHash }).where(eq(users.rootId, root));
  return scenario;
}

type Browser = { readonly device?: Device; readonly replaces?: Session };

const attemptSignIn = (
  scenario: Scenario,
  organization: OrganizationKey,
  username: string,
  password = PASSWORD,
  address = "192.0.2.7",
  browser: Browser = {},
) =>
  signIn({
    ...browser,
    db,
    address,
    userAgent: "a browser",
    input: {
      root: scenario.handle,
      organizationId: scenario.organizations[organization].id,
      username,
      password,
    },
  });

const signInCases: [Person, OrganizationKey, boolean][] = [
  ["grace", "meridian", true],
  ["alex", "acme", true],
  ["sam", "acme", true],
  ["ada", "acme", true],
  ["ada", "europe", true],
  ["alex", "europe", true],
  ["alex", "meridian", false],
  ["grace", "acme", false],
  ["sam", "europe", false],
  ["hank", "acme", false],
  ["ken", "meridian", false],
  ["mallory", "meridian", false],
];

test.each(signInCases)("%s can sign in to %s: %s", async (person, organization, canSignIn) => {
  const scenario = await scenarioWithPasswords();
  if (canSignIn)
    expect(await attemptSignIn(scenario, organization, person)).toMatchObject({
      userId: scenario.userId(person),
    });
  else
    await expect(attemptSignIn(scenario, organization, person)).rejects.toThrow(
      "Username or password is wrong.",
    );
});

test("an invited member can sign in, and case and spaces around the username don't matter", async () => {
  const scenario = await scenarioWithPasswords();
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).answer);
  expect(await attemptSignIn(scenario, "acme", "  GRACE ")).toMatchObject({
    userId: scenario.userId("grace"),
  });
});

test("unknown users, wrong passwords, disabled users and disabled organizations get the same error", async () => {
  const scenario = await scenarioWithPasswords();
  const errors = await Promise.all([
    attemptSignIn(scenario, "meridian", "nobody").catch(String),
    attemptSignIn(scenario, "meridian", "grace", "wrong").catch(String),
    attemptSignIn(scenario, "meridian", "ken").catch(String),
    attemptSignIn(scenario, "meridian", "grace\0").catch(String),
    attemptSignIn({ ...scenario, handle: "absent" }, "meridian", "grace").catch(String),
  ]);
  await db.execute(
    sql`update organizations set disabled_at = now() where id = ${scenario.organizations.acme.id}`,
  );
  errors.push(await attemptSignIn(scenario, "acme", "alex").then(String, String));
  errors.push(await attemptSignIn(scenario, "europe", "elena").then(String, String));
  expect(new Set(errors).size).toBe(1);
});

async function deviceOf(scenario: Scenario): Promise<Device> {
  const device = await newDevice({ db, session: await scenario.session("grace") });
  if (!device) throw new Error("The session has ended.");
  return device;
}

async function failSignIns(scenario: Scenario, times: number, addressOf = (_time: number) => "192.0.2.7") {
  for (let time = 0; time < times; time++) {
    await expect(attemptSignIn(scenario, "meridian", "grace", "wrong", addressOf(time))).rejects.toThrow(
      Forbidden,
    );
  }
}

test("10 failed attempts from a network lock the account there for 15 minutes, even with the right password", async () => {
  const scenario = await scenarioWithPasswords();
  await failSignIns(scenario, 10);
  await expect(attemptSignIn(scenario, "meridian", "grace")).rejects.toThrow(Limited);
  await expect(attemptSignIn(scenario, "meridian", "grace")).rejects.toThrow(
    /^Too many tries for this account from your network\. Try again in 15 minutes\.$/,
  );
  expect(await attemptSignIn(scenario, "meridian", "linus")).toHaveProperty("id");
});

test("failed attempts from one network don't lock an account for another network", async () => {
  const scenario = await scenarioWithPasswords();
  await failSignIns(scenario, 10);
  expect(await attemptSignIn(scenario, "meridian", "grace", PASSWORD, "198.51.100.7")).toHaveProperty("id");
});

test("the addresses of one IPv6 network share a limit", async () => {
  const scenario = await scenarioWithPasswords();
  await failSignIns(scenario, 10, (time) => `2001:db8:0:1::${time + 1}`);
  await expect(attemptSignIn(scenario, "meridian", "grace", PASSWORD, "2001:db8:0:1:9::9")).rejects.toThrow(
    Limited,
  );
  expect(await attemptSignIn(scenario, "meridian", "grace", PASSWORD, "2001:db8:0:2::1")).toHaveProperty(
    "id",
  );
});

test("the networks of one IPv6 site share 30 failed attempts, which don't lock the account elsewhere", async () => {
  const scenario = await scenarioWithPasswords();
  const from = (site: string, network: number) =>
    attemptSignIn(scenario, "meridian", "grace", "wrong", `2001:db8:${site}:${network.toString(16)}::1`);
  for (let time = 0; time < 30; time++) await expect(from("a", time)).rejects.toThrow(Forbidden);
  await expect(from("a", 31)).rejects.toThrow(/^Too many tries for this account from your network\./);
  await expect(from("b", 1)).rejects.toThrow(Forbidden);
  for (let time = 32; time < 210; time++) await expect(from("a", time)).rejects.toThrow(Limited);
  await attemptSignIn(scenario, "meridian", "grace", PASSWORD, "2001:db8:c::1");
});

test("attempts beyond a network's limit add no rows to the rate limits", async () => {
  const scenario = await scenarioWithPasswords();
  const address = "198.51.100.77";
  await consume(db, "sign-in-address", address, 100);
  const rows = async () => (await db.execute(sql`select from rate_limits`)).length;
  const before = await rows();
  for (let time = 0; time < 5; time++) {
    await expect(attemptSignIn(scenario, "meridian", `nobody-${time}`, "wrong", address)).rejects.toThrow(
      Limited,
    );
  }
  expect(await rows()).toBe(before);
});

test("200 attempts from all networks lock an account, except for browsers that have signed in before", async () => {
  const scenario = await scenarioWithPasswords();
  await consume(db, "sign-in-account", `${scenario.handle}/grace`, 200);
  await expect(attemptSignIn(scenario, "meridian", "grace")).rejects.toThrow(
    /^Too many tries for this account\. Try again in/,
  );
  const device = await deviceOf(scenario);
  expect(
    await attemptSignIn(scenario, "meridian", "grace", PASSWORD, "192.0.2.7", { device }),
  ).toHaveProperty("id");
});

test("a browser that has signed in before has its own limit, which doesn't affect other accounts", async () => {
  const scenario = await scenarioWithPasswords();
  const device = await deviceOf(scenario);
  await consume(db, "sign-in-device", device.id, 10);
  await expect(
    attemptSignIn(scenario, "meridian", "grace", PASSWORD, "192.0.2.7", { device }),
  ).rejects.toThrow(/^Too many tries for this account from this browser\./);
  expect(
    await attemptSignIn(scenario, "meridian", "linus", PASSWORD, "192.0.2.7", { device }),
  ).toHaveProperty("id");
});

test("after a password change, browsers that signed in before lose their own limit", async () => {
  const scenario = await scenarioWithPasswords();
  const device = await deviceOf(scenario);
  const grace = eq(users.id, scenario.userId("grace"));
  await db
    .update(users)
    .set({ passwordHash: await hashPassword("another good password") })
    .where(grace);
  await consume(db, "sign-in-account-network", `${scenario.handle}/grace 192.0.2.7`, 10);
  await expect(
    attemptSignIn(scenario, "meridian", "grace", "wrong", "192.0.2.7", { device }),
  ).rejects.toThrow(Limited);
});

test("all browsers of an account share 30 failed attempts, and a successful sign-in resets only its own count", async () => {
  const scenario = await scenarioWithPasswords();
  const devices = await Promise.all(Array.from({ length: 5 }, () => deviceOf(scenario)));
  const attemptFrom = (device: Device | undefined, password: string) =>
    attemptSignIn(scenario, "meridian", "grace", password, "192.0.2.7", device && { device });
  for (const device of devices.slice(0, 3)) {
    for (let time = 0; time < 9; time++)
      await expect(attemptFrom(device, "wrong")).rejects.toThrow(Forbidden);
  }
  expect(await attemptFrom(devices[3], PASSWORD)).toHaveProperty("id");
  for (let time = 0; time < 3; time++)
    await expect(attemptFrom(devices[3], "wrong")).rejects.toThrow(Forbidden);
  await expect(attemptFrom(devices[4], PASSWORD)).rejects.toThrow(
    /^Too many tries for this account from your browsers\. Try again in 15 minutes\.$/,
  );
  expect(await attemptFrom(undefined, PASSWORD)).toHaveProperty("id");
});

test("the rate limits don't store typed usernames", async () => {
  const scenario = await scenarioWithPasswords();
  await attemptSignIn(scenario, "meridian", "hunter2-typed-too-early").catch(() => undefined);
  const keys = await db.execute(sql`select key from rate_limits`);
  expect(keys.length).toBeGreaterThan(0);
  expect(JSON.stringify(keys)).not.toContain("hunter2");
});

test("the audit log doesn't store unknown usernames, which may be passwords", async () => {
  const scenario = await scenarioWithPasswords();
  await attemptSignIn(scenario, "meridian", "hunter2-typed-too-early").catch(() => undefined);
  await attemptSignIn(scenario, "meridian", "grace", "wrong").catch(() => undefined);
  const rows = await auditOf(scenario, "meridian", "sessions.create");
  expect(rows.map(({ subjectName }) => subjectName)).toEqual([null, "grace"]);
  const counts = await db.execute(sql`select event from refusal_counts`);
  expect(JSON.stringify(counts)).not.toContain("hunter2");
});

test("a failed attempt names an account only where it could sign in, to hide accounts elsewhere", async () => {
  const scenario = await scenarioWithPasswords();
  for (const username of ["elena", "alex", "grace", "nobody-at-all", "hank", "ada"]) {
    await expect(attemptSignIn(scenario, "globex", username, "wrong")).rejects.toThrow(Forbidden);
  }
  await expect(attemptSignIn(scenario, "meridian", "ken", "wrong")).rejects.toThrow(Forbidden); // disabled
  const named = (await auditOf(scenario, "globex", "sessions.create")).map((row) => row.subjectName);
  expect(named.filter((name) => name !== null).sort()).toEqual(["ada", "hank"]);
  const [ken] = await auditOf(scenario, "meridian", "sessions.create");
  expect(ken).toMatchObject({ subjectId: scenario.userId("ken"), subjectName: "ken" });
});

test("attempts at an unknown organization or one of another root organization aren't recorded", async () => {
  const [scenario, other] = [await scenarioWithPasswords(), await scenarioWithPasswords()];
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
  const scenario = await scenarioWithPasswords();
  await failSignIns(scenario, 10);
  for (let time = 0; time < 5; time++)
    await attemptSignIn(scenario, "meridian", "grace").catch(() => undefined);
  const first = await auditOf(scenario, "meridian", "sessions.create");
  expect(first).toMatchObject([
    { outcome: "refused", subjectName: "grace", details: { reason: "Username or password is wrong." } },
    { outcome: "refused", subjectName: "grace", details: { reason: expect.stringMatching(/^Too many/) } },
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
  const scenario = await scenarioWithPasswords();
  const attempts = Array.from({ length: 120 }, (_, at) => async () => {
    await attemptSignIn(scenario, "meridian", "grace", "wrong", `198.51.100.${at}`).catch(() => undefined);
  });
  for (const attempt of attempts) await attempt();
  const rows = await auditOf(scenario, "meridian", "sessions.create");
  expect(rows).toHaveLength(51);
  expect(rows.at(-1)).toMatchObject({ subjectName: "grace", address: null });
});

test("an attacked account has its own event with the number of attempts, even among many refusals", async () => {
  const scenario = await scenarioWithPasswords();
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
    { address: null, details: { reason: "Refusals of many kinds." } },
  ]);
  await db.execute(sql`
    update refusal_counts set ends_at = now() where organization_id = ${scenario.organizations.meridian.id}`);
  await recordRepeats({ db });
  expect((await graceEvents()).map(({ details }) => details.repeats)).toEqual([undefined, 2]);
});

test("signing in ends the session that it replaces, and the audit log records the reason", async () => {
  const scenario = await scenarioWithPasswords();
  const replaces = await attemptSignIn(scenario, "meridian", "linus");
  await attemptSignIn(scenario, "meridian", "grace", PASSWORD, "192.0.2.7", { replaces });
  expect(await isSessionCurrent({ db, session: replaces })).toBe(false);
  expect(await auditOf(scenario, "meridian", "sessions.end")).toMatchObject([
    { subjectName: "linus", details: { reason: "replaced-in-browser" } },
  ]);
});

test("an account has at most 50 sessions, and a new one ends the oldest", async () => {
  const scenario = await scenarioWithPasswords();
  const userId = scenario.userId("grace");
  const old = Array.from({ length: 50 }, (_, at) => ({
    ...{ id: randomUUID(), userId, address: "x" },
    createdAt: new Date(Date.now() - (at + 1) * 60_000),
  }));
  await db.insert(sessions).values(old);
  const session = await attemptSignIn(scenario, "meridian", "grace");
  const kept = await db.select({ id: sessions.id }).from(sessions).where(eq(sessions.userId, userId));
  expect(kept.map(({ id }) => id).sort()).toEqual(
    [session.id, ...old.slice(0, 49).map(({ id }) => id)].sort(),
  );
  expect(await auditOf(scenario, "meridian", "sessions.end")).toMatchObject([
    { subjectName: "grace", details: { reason: "too-many-sessions" } },
  ]);
});

test("an unknown account is locked like a known one", async () => {
  const scenario = await scenarioWithPasswords();
  for (let time = 0; time < 10; time++)
    await attemptSignIn(scenario, "meridian", "ghost", "wrong").catch(() => undefined);
  await expect(attemptSignIn(scenario, "meridian", "ghost")).rejects.toThrow(Limited);
});

test("a successful sign-in resets the failed attempts before it", async () => {
  const scenario = await scenarioWithPasswords();
  for (let round = 0; round < 3; round++) {
    for (let time = 0; time < 6; time++)
      await attemptSignIn(scenario, "meridian", "linus", "wrong").catch(() => undefined);
    expect(await attemptSignIn(scenario, "meridian", "linus")).toHaveProperty("id");
  }
});

test("100 failed attempts from one address lock that address for every account", async () => {
  const scenario = await scenarioWithPasswords();
  const attempts = Array.from({ length: 100 }, (_, at) =>
    attemptSignIn(scenario, "meridian", `guess-${at}`, "wrong", "198.51.100.9").catch(() => undefined),
  );
  await Promise.all(attempts);
  await expect(attemptSignIn(scenario, "meridian", "grace", PASSWORD, "198.51.100.9")).rejects.toThrow(
    Limited,
  );
  expect(await attemptSignIn(scenario, "meridian", "grace", PASSWORD, "198.51.100.10")).toHaveProperty("id");
});

test("successful and failed sign-ins are recorded without the password", async () => {
  const scenario = await scenarioWithPasswords();
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

test("passwords are stored as argon2id with OWASP's parameters", () => {
  expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});
