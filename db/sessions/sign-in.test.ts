import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { acceptInvitation } from "@/db/invitations/accept";
import { hashPassword } from "@/db/passwords/hash";
import { sessions } from "@/db/schema";
import { isSessionCurrent } from "@/db/sessions/session";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { race } from "@/db/testing/race";
import type { OrganizationKey, Person } from "@/db/testing/scenario";
import { attemptSignIn, PASSWORD, seedScenarioWithPasswords } from "@/db/testing/sign-in";

const { db } = testDatabase();

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

test.each(["\u200bGRACE\u2060", "\u202agrace\u202c\u00a0", "\u200eｇｒａｃｅ"])(
  "people can sign in with a username that was copied with invisible or full-width characters: %j",
  async (entered) => {
    const scenario = await seedScenarioWithPasswords(db);
    expect(await attemptSignIn(scenario, "meridian", entered)).toMatchObject({
      userId: scenario.userId("grace"),
    });
  },
);

test("people can sign in with a Turkish İ instead of i", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  await db.execute(sql`update users set username = 'ilker' where id = ${scenario.userId("grace")}`);
  expect(await attemptSignIn(scenario, "meridian", "İLKER")).toMatchObject({
    userId: scenario.userId("grace"),
  });
});

test.each(signInCases)("%s can sign in to %s: %s", async (person, organization, canSignIn) => {
  const scenario = await seedScenarioWithPasswords(db);
  if (canSignIn)
    expect(await attemptSignIn(scenario, organization, person)).toMatchObject({
      userId: scenario.userId(person),
    });
  else
    await expect(attemptSignIn(scenario, organization, person)).rejects.toThrow(
      "Incorrect username or password.",
    );
});

test("an invited member can sign in, and case and spaces around the username don't matter", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
  expect(await attemptSignIn(scenario, "acme", "  GRACE ")).toMatchObject({
    userId: scenario.userId("grace"),
  });
});

test("unknown users, wrong passwords, disabled users and disabled organizations get the same error", async () => {
  const scenario = await seedScenarioWithPasswords(db);
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

test("signing in ends the session that it replaces, and the audit log records the reason", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  const replaces = await attemptSignIn(scenario, "meridian", "linus");
  await attemptSignIn(scenario, "meridian", "grace", PASSWORD, "192.0.2.7", { replaces });
  expect(await isSessionCurrent({ db, session: replaces })).toBe(false);
  expect(await auditOf(scenario, "meridian", "sessions.end")).toMatchObject([
    { subjectName: "linus", details: { reason: "replaced-in-browser" } },
  ]);
});

test("an account has at most 50 sessions, and a new one ends the oldest", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  const userId = scenario.userId("grace");
  const old = Array.from({ length: 50 }, (_, at) => ({
    id: randomUUID(),
    userId,
    address: "x",
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

test("an account has at most 50 sessions, even after two simultaneous sign-ins", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  const userId = scenario.userId("grace");
  const old = Array.from({ length: 50 }, (_, at) => ({
    userId,
    address: "x",
    createdAt: new Date(Date.now() - (at + 1) * 60_000),
  }));
  await db.insert(sessions).values(old);
  const signIn = () => attemptSignIn(scenario, "meridian", "grace");
  const results = await race(db, [signIn, signIn]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
  const kept = await db.select({ id: sessions.id }).from(sessions).where(eq(sessions.userId, userId));
  expect(kept).toHaveLength(50);
});

test("passwords are stored as argon2id with OWASP's parameters", async () => {
  expect(await hashPassword(PASSWORD)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});
