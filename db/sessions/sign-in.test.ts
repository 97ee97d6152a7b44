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

const tryIn = (
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

const where: [Person, OrganizationKey, boolean][] = [
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

test.each(where)("%s at %s: signs in is %s", async (person, organization, works) => {
  const scenario = await scenarioWithPasswords();
  if (works)
    expect(await tryIn(scenario, organization, person)).toMatchObject({ userId: scenario.userId(person) });
  else await expect(tryIn(scenario, organization, person)).rejects.toThrow("Username or password is wrong.");
});

test("one signs in where one came by invitation, with the username in any form", async () => {
  const scenario = await scenarioWithPasswords();
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).answer);
  expect(await tryIn(scenario, "acme", "  GRACE ")).toMatchObject({ userId: scenario.userId("grace") });
});

test("an unknown user, a wrong password, a disabled one and a disabled organization get one and the same answer", async () => {
  const scenario = await scenarioWithPasswords();
  const answers = await Promise.all([
    tryIn(scenario, "meridian", "nobody").catch(String),
    tryIn(scenario, "meridian", "grace", "wrong").catch(String),
    tryIn(scenario, "meridian", "ken").catch(String),
    tryIn(scenario, "meridian", "grace\0").catch(String),
    tryIn({ ...scenario, handle: "absent" }, "meridian", "grace").catch(String),
  ]);
  await db.execute(
    sql`update organizations set disabled_at = now() where id = ${scenario.organizations.acme.id}`,
  );
  answers.push(await tryIn(scenario, "acme", "alex").then(String, String));
  answers.push(await tryIn(scenario, "europe", "elena").then(String, String));
  expect(new Set(answers).size).toBe(1);
});

async function deviceOf(scenario: Scenario): Promise<Device> {
  const device = await newDevice({ db, session: await scenario.session("grace") });
  if (!device) throw new Error("The session has ended.");
  return device;
}

async function tryWrongly(scenario: Scenario, times: number, addressOf = (_time: number) => "192.0.2.7") {
  for (let time = 0; time < times; time++) {
    await expect(tryIn(scenario, "meridian", "grace", "wrong", addressOf(time))).rejects.toThrow(Forbidden);
  }
}

test("ten wrong tries close an account for their network for a while, and the right password does not open it", async () => {
  const scenario = await scenarioWithPasswords();
  await tryWrongly(scenario, 10);
  await expect(tryIn(scenario, "meridian", "grace")).rejects.toThrow(Limited);
  await expect(tryIn(scenario, "meridian", "grace")).rejects.toThrow(
    /^Too many tries for this account from your network\. Try again in 15 minutes\.$/,
  );
  expect(await tryIn(scenario, "meridian", "linus")).toHaveProperty("id");
});

test("strangers who use up an account's tries do not lock its owner out of another network", async () => {
  const scenario = await scenarioWithPasswords();
  await tryWrongly(scenario, 10);
  expect(await tryIn(scenario, "meridian", "grace", PASSWORD, "198.51.100.7")).toHaveProperty("id");
});

test("the addresses of one IPv6 network are counted together", async () => {
  const scenario = await scenarioWithPasswords();
  await tryWrongly(scenario, 10, (time) => `2001:db8:0:1::${time + 1}`);
  await expect(tryIn(scenario, "meridian", "grace", PASSWORD, "2001:db8:0:1:9::9")).rejects.toThrow(Limited);
  expect(await tryIn(scenario, "meridian", "grace", PASSWORD, "2001:db8:0:2::1")).toHaveProperty("id");
});

test("the networks of one IPv6 site together have 30 wrong tries, which don't lock the account elsewhere", async () => {
  const scenario = await scenarioWithPasswords();
  const from = (site: string, network: number) =>
    tryIn(scenario, "meridian", "grace", "wrong", `2001:db8:${site}:${network.toString(16)}::1`);
  for (let time = 0; time < 30; time++) await expect(from("a", time)).rejects.toThrow(Forbidden);
  await expect(from("a", 31)).rejects.toThrow(/^Too many tries for this account from your network\./);
  await expect(from("b", 1)).rejects.toThrow(Forbidden);
  for (let time = 32; time < 210; time++) await expect(from("a", time)).rejects.toThrow(Limited);
  await tryIn(scenario, "meridian", "grace", PASSWORD, "2001:db8:c::1");
});

test("tries beyond a network's own limit leave no other row in the limits", async () => {
  const scenario = await scenarioWithPasswords();
  const address = "198.51.100.77";
  await consume(db, "sign-in-address", address, 100);
  const rows = async () => (await db.execute(sql`select from rate_limits`)).length;
  const before = await rows();
  for (let time = 0; time < 5; time++) {
    await expect(tryIn(scenario, "meridian", `nobody-${time}`, "wrong", address)).rejects.toThrow(Limited);
  }
  expect(await rows()).toBe(before);
});

test("beyond 200 tries from all networks an account is closed, but not to a browser that has signed in before", async () => {
  const scenario = await scenarioWithPasswords();
  await consume(db, "sign-in-account", `${scenario.handle}/grace`, 200);
  await expect(tryIn(scenario, "meridian", "grace")).rejects.toThrow(
    /^Too many tries for this account\. Try again in/,
  );
  const device = await deviceOf(scenario);
  expect(await tryIn(scenario, "meridian", "grace", PASSWORD, "192.0.2.7", { device })).toHaveProperty("id");
});

test("a browser that has signed in before has a limit of its own, and none for other accounts", async () => {
  const scenario = await scenarioWithPasswords();
  const device = await deviceOf(scenario);
  await consume(db, "sign-in-device", device.id, 10);
  await expect(tryIn(scenario, "meridian", "grace", PASSWORD, "192.0.2.7", { device })).rejects.toThrow(
    /^Too many tries for this account from this browser\./,
  );
  expect(await tryIn(scenario, "meridian", "linus", PASSWORD, "192.0.2.7", { device })).toHaveProperty("id");
});

test("a new password makes strangers of the browsers that have signed in before", async () => {
  const scenario = await scenarioWithPasswords();
  const device = await deviceOf(scenario);
  const grace = eq(users.id, scenario.userId("grace"));
  await db
    .update(users)
    .set({ passwordHash: await hashPassword("another good password") })
    .where(grace);
  await consume(db, "sign-in-account-network", `${scenario.handle}/grace 192.0.2.7`, 10);
  await expect(tryIn(scenario, "meridian", "grace", "wrong", "192.0.2.7", { device })).rejects.toThrow(
    Limited,
  );
});

test("all browsers of an account together have 30 wrong tries, and a right one gives back only its own", async () => {
  const scenario = await scenarioWithPasswords();
  const devices = await Promise.all(Array.from({ length: 5 }, () => deviceOf(scenario)));
  const tryFrom = (device: Device | undefined, password: string) =>
    tryIn(scenario, "meridian", "grace", password, "192.0.2.7", device && { device });
  for (const device of devices.slice(0, 3)) {
    for (let time = 0; time < 9; time++) await expect(tryFrom(device, "wrong")).rejects.toThrow(Forbidden);
  }
  expect(await tryFrom(devices[3], PASSWORD)).toHaveProperty("id");
  for (let time = 0; time < 3; time++) await expect(tryFrom(devices[3], "wrong")).rejects.toThrow(Forbidden);
  await expect(tryFrom(devices[4], PASSWORD)).rejects.toThrow(
    /^Too many tries for this account from your browsers\. Try again in 15 minutes\.$/,
  );
  expect(await tryFrom(undefined, PASSWORD)).toHaveProperty("id");
});

test("nothing of what was typed as a username is stored in the limits", async () => {
  const scenario = await scenarioWithPasswords();
  await tryIn(scenario, "meridian", "hunter2-typed-too-early").catch(() => undefined);
  const keys = await db.execute(sql`select key from rate_limits`);
  expect(keys.length).toBeGreaterThan(0);
  expect(JSON.stringify(keys)).not.toContain("hunter2");
});

test("an unknown username, which may be a password, is not stored in the audit", async () => {
  const scenario = await scenarioWithPasswords();
  await tryIn(scenario, "meridian", "hunter2-typed-too-early").catch(() => undefined);
  await tryIn(scenario, "meridian", "grace", "wrong").catch(() => undefined);
  const rows = await auditOf(scenario, "meridian", "sessions.create");
  expect(rows.map(({ subjectName }) => subjectName)).toEqual([null, "grace"]);
  const counts = await db.execute(sql`select event from refusal_counts`);
  expect(JSON.stringify(counts)).not.toContain("hunter2");
});

test("a wrong try names an account only where it could sign in, so that nobody learns who has one elsewhere", async () => {
  const scenario = await scenarioWithPasswords();
  for (const username of ["elena", "alex", "grace", "nobody-at-all", "hank", "ada"]) {
    await expect(tryIn(scenario, "globex", username, "wrong")).rejects.toThrow(Forbidden);
  }
  await expect(tryIn(scenario, "meridian", "ken", "wrong")).rejects.toThrow(Forbidden); // disabled
  const named = (await auditOf(scenario, "globex", "sessions.create")).map((row) => row.subjectName);
  expect(named.filter((name) => name !== null).sort()).toEqual(["ada", "hank"]);
  const [ken] = await auditOf(scenario, "meridian", "sessions.create");
  expect(ken).toMatchObject({ subjectId: scenario.userId("ken"), subjectName: "ken" });
});

test("tries at an organization of another root, or at none, leave no trace in an audit", async () => {
  const [scenario, other] = [await scenarioWithPasswords(), await scenarioWithPasswords()];
  for (const organizationId of [other.organizations.meridian.id, randomUUID()]) {
    const input = { root: scenario.handle, organizationId, username: "grace", password: "wrong" };
    const tried = signIn({ db, address: "192.0.2.7", userAgent: "", input });
    await expect(tried).rejects.toThrow(Forbidden);
    const [row] = await db.execute(sql`
      select from audit_events where organization_id = ${organizationId} and action = 'sessions.create'`);
    expect(row).toBeUndefined();
  }
});

test("wrong tries are recorded once an hour for an account and a network, and then with their number", async () => {
  const scenario = await scenarioWithPasswords();
  await tryWrongly(scenario, 10);
  for (let time = 0; time < 5; time++) await tryIn(scenario, "meridian", "grace").catch(() => undefined);
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

test("people without an account cannot fill an audit, from however many networks they try", async () => {
  const scenario = await scenarioWithPasswords();
  const tries = Array.from({ length: 120 }, (_, at) => async () => {
    await tryIn(scenario, "meridian", "grace", "wrong", `198.51.100.${at}`).catch(() => undefined);
  });
  for (const attempt of tries) await attempt();
  const rows = await auditOf(scenario, "meridian", "sessions.create");
  expect(rows).toHaveLength(51);
  expect(rows.at(-1)).toMatchObject({ subjectName: "grace", address: null });
});

test("many refusals hide no attack: an account that is tried has an event of its own, with the number of tries", async () => {
  const scenario = await scenarioWithPasswords();
  for (let at = 0; at < 55; at++) {
    await tryIn(scenario, "meridian", `nobody-${at}`, "wrong", `198.51.100.${at}`).catch(() => undefined);
  }
  for (let at = 0; at < 3; at++) {
    await tryIn(scenario, "meridian", "grace", "wrong", `203.0.113.${at}`).catch(() => undefined);
  }
  const attacked = async () =>
    (await auditOf(scenario, "meridian", "sessions.create")).filter(
      ({ subjectName }) => subjectName === "grace",
    );
  expect(await attacked()).toMatchObject([{ address: null, details: { reason: "Refusals of many kinds." } }]);
  await db.execute(sql`
    update refusal_counts set ends_at = now() where organization_id = ${scenario.organizations.meridian.id}`);
  await recordRepeats({ db });
  expect((await attacked()).map(({ details }) => details.repeats)).toEqual([undefined, 2]);
});

test("signing in over a session ends it, and the audit says why", async () => {
  const scenario = await scenarioWithPasswords();
  const replaces = await tryIn(scenario, "meridian", "linus");
  await tryIn(scenario, "meridian", "grace", PASSWORD, "192.0.2.7", { replaces });
  expect(await isSessionCurrent({ db, session: replaces })).toBe(false);
  expect(await auditOf(scenario, "meridian", "sessions.end")).toMatchObject([
    { subjectName: "linus", details: { reason: "replaced-in-browser" } },
  ]);
});

test("an account has at most fifty sessions: a new one ends the oldest", async () => {
  const scenario = await scenarioWithPasswords();
  const userId = scenario.userId("grace");
  const old = Array.from({ length: 50 }, (_, at) => ({
    ...{ id: randomUUID(), userId, address: "x" },
    createdAt: new Date(Date.now() - (at + 1) * 60_000),
  }));
  await db.insert(sessions).values(old);
  const session = await tryIn(scenario, "meridian", "grace");
  const kept = await db.select({ id: sessions.id }).from(sessions).where(eq(sessions.userId, userId));
  expect(kept.map(({ id }) => id).sort()).toEqual(
    [session.id, ...old.slice(0, 49).map(({ id }) => id)].sort(),
  );
  expect(await auditOf(scenario, "meridian", "sessions.end")).toMatchObject([
    { subjectName: "grace", details: { reason: "too-many-sessions" } },
  ]);
});

test("an unknown account is closed as a known one is", async () => {
  const scenario = await scenarioWithPasswords();
  for (let time = 0; time < 10; time++)
    await tryIn(scenario, "meridian", "ghost", "wrong").catch(() => undefined);
  await expect(tryIn(scenario, "meridian", "ghost")).rejects.toThrow(Limited);
});

test("a right try forgets the wrong ones before it", async () => {
  const scenario = await scenarioWithPasswords();
  for (let round = 0; round < 3; round++) {
    for (let time = 0; time < 6; time++)
      await tryIn(scenario, "meridian", "linus", "wrong").catch(() => undefined);
    expect(await tryIn(scenario, "meridian", "linus")).toHaveProperty("id");
  }
});

test("too many wrong tries from one address close that address, for every account", async () => {
  const scenario = await scenarioWithPasswords();
  const tries = Array.from({ length: 100 }, (_, at) =>
    tryIn(scenario, "meridian", `guess-${at}`, "wrong", "198.51.100.9").catch(() => undefined),
  );
  await Promise.all(tries);
  await expect(tryIn(scenario, "meridian", "grace", PASSWORD, "198.51.100.9")).rejects.toThrow(Limited);
  expect(await tryIn(scenario, "meridian", "grace", PASSWORD, "198.51.100.10")).toHaveProperty("id");
});

test("who signed in, and who tried, is recorded without the password", async () => {
  const scenario = await scenarioWithPasswords();
  await tryIn(scenario, "meridian", "grace");
  await tryIn(scenario, "meridian", "grace", "my secret").catch(() => undefined);
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
