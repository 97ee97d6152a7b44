import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { Forbidden, Limited } from "@/db/errors";
import { consume } from "@/db/limits/limits";
import { users } from "@/db/schema";
import { type Device, newDevice } from "@/db/sessions/device";
import { testDatabase } from "@/db/testing/database";
import { cheapHash } from "@/db/testing/passwords";
import type { Scenario } from "@/db/testing/scenario";
import { attemptSignIn, failSignIns, PASSWORD, seedScenarioWithPasswords } from "@/db/testing/sign-in";

const { db } = testDatabase();

test("10 failed attempts from a network lock the account there for 15 minutes, even with the right password", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  await failSignIns(scenario, 10);
  await expect(attemptSignIn(scenario, "meridian", "grace")).rejects.toThrow(Limited);
  await expect(attemptSignIn(scenario, "meridian", "grace")).rejects.toThrow(
    /^Too many attempts for this account from this network\. Try again in 15 minutes\.$/,
  );
  expect(await attemptSignIn(scenario, "meridian", "linus")).toHaveProperty("id");
});

test("failed attempts from one network don't lock an account for another network", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  await failSignIns(scenario, 10);
  expect(await attemptSignIn(scenario, "meridian", "grace", PASSWORD, "198.51.100.7")).toHaveProperty("id");
});

test("the addresses of one IPv6 network share a limit", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  await failSignIns(scenario, 10, (time) => `2001:db8:0:1::${time + 1}`);
  await expect(attemptSignIn(scenario, "meridian", "grace", PASSWORD, "2001:db8:0:1:9::9")).rejects.toThrow(
    Limited,
  );
  expect(await attemptSignIn(scenario, "meridian", "grace", PASSWORD, "2001:db8:0:2::1")).toHaveProperty(
    "id",
  );
});

test("the networks of one IPv6 site share 30 failed attempts, which don't lock the account elsewhere", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  const from = (site: string, network: number) =>
    attemptSignIn(scenario, "meridian", "grace", "wrong", `2001:db8:${site}:${network.toString(16)}::1`);
  for (let time = 0; time < 30; time++) await expect(from("a", time)).rejects.toThrow(Forbidden);
  await expect(from("a", 31)).rejects.toThrow(/^Too many attempts for this account from this network\./);
  await expect(from("b", 1)).rejects.toThrow(Forbidden);
  for (let time = 32; time < 210; time++) await expect(from("a", time)).rejects.toThrow(Limited);
  await attemptSignIn(scenario, "meridian", "grace", PASSWORD, "2001:db8:c::1");
});

test("attempts beyond a network's limit add no rows to the rate limits", async () => {
  const scenario = await seedScenarioWithPasswords(db);
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
  const scenario = await seedScenarioWithPasswords(db);
  await consume(db, "sign-in-account", `${scenario.handle}/grace`, 200);
  await expect(attemptSignIn(scenario, "meridian", "grace")).rejects.toThrow(
    /^Too many attempts for this account\. Try again in/,
  );
  const device = await deviceOf(scenario);
  expect(
    await attemptSignIn(scenario, "meridian", "grace", PASSWORD, "192.0.2.7", { device }),
  ).toHaveProperty("id");
});

test("a browser that has signed in before has its own limit, which doesn't affect other accounts", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  const device = await deviceOf(scenario);
  await consume(db, "sign-in-device", device.id, 10);
  await expect(
    attemptSignIn(scenario, "meridian", "grace", PASSWORD, "192.0.2.7", { device }),
  ).rejects.toThrow(/^Too many attempts for this account from this browser\./);
  expect(
    await attemptSignIn(scenario, "meridian", "linus", PASSWORD, "192.0.2.7", { device }),
  ).toHaveProperty("id");
});

test("after a password change, browsers that signed in before lose their own limit", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  const device = await deviceOf(scenario);
  const grace = eq(users.id, scenario.userId("grace"));
  await db
    .update(users)
    .set({ passwordHash: await cheapHash("another good password") })
    .where(grace);
  await consume(db, "sign-in-account-network", `${scenario.handle}/grace 192.0.2.7`, 10);
  await expect(
    attemptSignIn(scenario, "meridian", "grace", "wrong", "192.0.2.7", { device }),
  ).rejects.toThrow(Limited);
});

test("an account's browsers share 30 failed attempts; a successful sign-in resets only its own browser's count", async () => {
  const scenario = await seedScenarioWithPasswords(db);
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
    /^Too many attempts for this account from your browsers\. Try again in 15 minutes\.$/,
  );
  expect(await attemptFrom(undefined, PASSWORD)).toHaveProperty("id");
});

test("an unknown account is locked like a known one", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  for (let time = 0; time < 10; time++)
    await attemptSignIn(scenario, "meridian", "ghost", "wrong").catch(() => undefined);
  await expect(attemptSignIn(scenario, "meridian", "ghost")).rejects.toThrow(Limited);
});

test("a successful sign-in resets the failed attempts before it", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  for (let round = 0; round < 3; round++) {
    for (let time = 0; time < 6; time++)
      await attemptSignIn(scenario, "meridian", "linus", "wrong").catch(() => undefined);
    expect(await attemptSignIn(scenario, "meridian", "linus")).toHaveProperty("id");
  }
});

test("100 failed attempts from one address lock that address for every account", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  for (const round of ["one", "two"]) {
    const attempts = Array.from({ length: 50 }, (_, at) =>
      expect(
        attemptSignIn(scenario, "meridian", `guess-${round}-${at}`, "wrong", "198.51.100.9"),
      ).rejects.toThrow(Forbidden),
    );
    await Promise.all(attempts);
  }
  await expect(attemptSignIn(scenario, "meridian", "grace", PASSWORD, "198.51.100.9")).rejects.toThrow(
    Limited,
  );
  expect(await attemptSignIn(scenario, "meridian", "grace", PASSWORD, "198.51.100.10")).toHaveProperty("id");
});

test("500 failed attempts from the networks of one IPv6 site lock that site for every account", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  await consume(db, "sign-in-site", "2001:db8:e::/48", 499);
  const from = (site: string, network: number, username: string) =>
    attemptSignIn(scenario, "meridian", username, "wrong", `2001:db8:${site}:${network}::1`);
  await expect(from("e", 1, "guess-1")).rejects.toThrow(Forbidden);
  await expect(from("e", 2, "guess-2")).rejects.toThrow(/^Too many attempts from this network\./);
  await expect(from("f", 1, "guess-3")).rejects.toThrow(Forbidden);
});

async function deviceOf(scenario: Scenario): Promise<Device> {
  const device = await newDevice({ db, session: await scenario.session("grace") });
  if (!device) throw new Error("The session has ended.");
  return device;
}

test("an account signs in 100 times an hour, so that it can't fill the audit log", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  await consume(db, "sign-ins-of-account", `${scenario.handle}/grace`, 98);
  for (let time = 0; time < 2; time++) await attemptSignIn(scenario, "meridian", "grace");
  await expect(attemptSignIn(scenario, "meridian", "grace", PASSWORD, "198.51.100.7")).rejects.toThrow(
    /^This account has signed in 100 times in an hour\. Try again in (?:59|60) minutes\.$/,
  );
  expect(await attemptSignIn(scenario, "meridian", "linus")).toHaveProperty("id");
});

test("a wrong password isn't told apart after too many sign-ins", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  await consume(db, "sign-ins-of-account", `${scenario.handle}/grace`, 100);
  await expect(attemptSignIn(scenario, "meridian", "grace", "wrong")).rejects.toThrow(Forbidden);
});
