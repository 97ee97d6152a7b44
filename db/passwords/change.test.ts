import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { Forbidden, Invalid, Limited } from "@/db/errors";
import { changePassword } from "@/db/passwords/change";
import { setPassword } from "@/db/passwords/set";
import { sessions, users } from "@/db/schema";
import { newDevice } from "@/db/sessions/device";
import type { Session } from "@/db/sessions/session";
import { testDatabase } from "@/db/testing/database";
import { cheapHash, NEW_PASSWORD, passwordHashOf, sentLink, signsIn } from "@/db/testing/passwords";
import { auditOf } from "@/db/testing/queries";
import { race, testBothOrders } from "@/db/testing/race";
import { type Scenario, seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();
const OLD_PASSWORD = "an old password of grace's";

async function seedWithPassword(): Promise<Scenario> {
  const scenario = await seedScenario(db);
  const passwordHash = await cheapHash(OLD_PASSWORD);
  await db
    .update(users)
    .set({ passwordHash })
    .where(eq(users.id, scenario.userId("grace")));
  return scenario;
}

const change = (session: Session, current = OLD_PASSWORD, password = NEW_PASSWORD, address = "192.0.2.4") =>
  changePassword({ db, session, input: { current, password }, address });

const sessionsOf = (scenario: Scenario) =>
  db
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.userId, scenario.userId("grace")));

test("changing the password with the current one ends all other sessions immediately", async () => {
  const scenario = await seedWithPassword();
  const [here] = [
    await scenario.session("grace"),
    await scenario.session("grace"),
    await scenario.session("grace"),
  ];
  await change(here);
  expect(await sessionsOf(scenario)).toEqual([{ id: here.id }]);
  expect(await signsIn(scenario, "grace", "meridian", NEW_PASSWORD)).toBe(true);
  expect(await signsIn(scenario, "grace", "meridian", OLD_PASSWORD)).toBe(false);
  const audited = await auditOf(scenario, "meridian", "passwords.change");
  expect(audited).toMatchObject([{ outcome: "done", actorName: "grace", address: "192.0.2.4", details: {} }]);
});

test("a wrong current password changes nothing and is recorded without the typed password", async () => {
  const scenario = await seedWithPassword();
  const session = await scenario.session("grace");
  const refused = await change(session, "my guess of it").catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Invalid);
  expect(refused).toMatchObject({ fields: { current: { code: "wrong-password" } } });
  expect(await signsIn(scenario, "grace", "meridian", OLD_PASSWORD)).toBe(true);
  const audited = await auditOf(scenario, "meridian", "passwords.change");
  expect(audited).toMatchObject([{ outcome: "refused", subjectName: "grace" }]);
  expect(JSON.stringify(audited)).not.toContain("my guess");
});

test("wrong current passwords and failed sign-ins count together and lock the account", async () => {
  const scenario = await seedWithPassword();
  const session = await scenario.session("grace");
  for (let time = 0; time < 5; time++) {
    await expect(change(session, "wrong", NEW_PASSWORD, "192.0.2.1")).rejects.toThrow(Invalid);
    expect(await signsIn(scenario, "grace", "meridian", "wrong")).toBe(false);
  }
  const again = () => change(session, OLD_PASSWORD, NEW_PASSWORD, "192.0.2.1");
  await expect(again()).rejects.toThrow(Limited);
  await expect(again()).rejects.toThrow(/Try again in 15 minutes\.$/);
  expect(await signsIn(scenario, "grace", "meridian", OLD_PASSWORD)).toBe(false);
});

test("a browser that signed in before has its own limit here too, until the password changes", async () => {
  const scenario = await seedWithPassword();
  const session = await scenario.session("grace");
  const device = await newDevice({ db, session });
  const changeFromDevice = (current: string, password: string) =>
    changePassword({ db, session, input: { current, password }, address: "192.0.2.1", device });
  for (let time = 0; time < 10; time++) await signsIn(scenario, "grace", "meridian", "wrong");
  await changeFromDevice(OLD_PASSWORD, NEW_PASSWORD);
  await expect(changeFromDevice(NEW_PASSWORD, "marble lantern tuesday")).rejects.toThrow(Limited);
});

test("setting a new password with the emailed link unlocks the account", async () => {
  const scenario = await seedWithPassword();
  for (let time = 0; time < 10; time++) await signsIn(scenario, "grace", "meridian", "wrong");
  expect(await signsIn(scenario, "grace", "meridian", OLD_PASSWORD)).toBe(false);
  await setPassword((await sentLink(scenario, "grace")).use);
  expect(await signsIn(scenario, "grace", "meridian", NEW_PASSWORD)).toBe(true);
});

test("a common new password is rejected before the current one is checked", async () => {
  const scenario = await seedWithPassword();
  const session = await scenario.session("grace");
  for (let time = 0; time < 12; time++) {
    await expect(change(session, OLD_PASSWORD, "password1234")).rejects.toThrow(
      /^This password, or one much like it, is used by many people/,
    );
  }
  expect(await signsIn(scenario, "grace", "meridian", OLD_PASSWORD)).toBe(true);
});

test("20 new passwords can be tried in 15 minutes, on the page and by link together", async () => {
  const scenario = await seedWithPassword();
  const session = await scenario.session("grace");
  const { use } = await sentLink(scenario, "grace");
  for (let time = 0; time < 10; time++) {
    await expect(change(session, OLD_PASSWORD, "password1234")).rejects.toThrow(Invalid);
    await expect(setPassword({ ...use, password: "password1234" })).rejects.toThrow(Invalid);
  }
  await expect(change(session)).rejects.toThrow(
    /^You can try 20 new passwords every 15 minutes\. Try again in/,
  );
  await expect(setPassword(use)).rejects.toThrow(Limited);
});

test("an ended session and a disabled account can't change the password", async () => {
  const scenario = await seedWithPassword();
  const [ended, session] = [await scenario.session("grace"), await scenario.session("grace")];
  await db.delete(sessions).where(eq(sessions.id, ended.id));
  await expect(change(ended)).rejects.toThrow(Forbidden);
  await db
    .update(users)
    .set({ disabledAt: new Date() })
    .where(eq(users.id, scenario.userId("grace")));
  await expect(change(session)).rejects.toThrow(Forbidden);
});

test("when a password is changed twice at the same time, the first change wins", async () => {
  const scenario = await seedWithPassword();
  const [one, two] = [await scenario.session("grace"), await scenario.session("grace")];
  const results = await race(db, [
    () => change(one),
    () => change(two, OLD_PASSWORD, "marble lantern tuesday"),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  expect(await sessionsOf(scenario)).toHaveLength(1);
});

testBothOrders(
  "signing in with the old password while a new one is being set leaves no session",
  async (reversed) => {
    const scenario = await seedWithPassword();
    const { use } = await sentLink(scenario, "grace");
    const [set, signedIn] = await race(
      db,
      [() => setPassword(use), () => signsIn(scenario, "grace", "meridian", OLD_PASSWORD)],
      { reversed },
    );
    expect(set.status).toBe("fulfilled");
    expect(signedIn).toMatchObject({ value: reversed });
    expect(await sessionsOf(scenario)).toEqual([]);
  },
);

test("a password works in any Unicode normalization form", async () => {
  const scenario = await seedScenario(db);
  const password = "cafés près de la gare";
  await setPassword({ ...(await sentLink(scenario, "grace")).use, password: password.normalize("NFD") });
  expect(await signsIn(scenario, "grace", "meridian", password.normalize("NFC"))).toBe(true);
  expect(await passwordHashOf(scenario, "grace")).toMatch(/^\$argon2id\$/);
});
