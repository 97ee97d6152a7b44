import { expect, test } from "vitest";
import { Forbidden } from "@/db/errors";
import { endAllSessions } from "@/db/sessions/end";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { seedScenario } from "@/db/testing/scenario";
import { preferencesInput } from "@/db/users/input";
import { findPreferences } from "./preferences";
import { setTimeZone } from "./time-zone";

const { db } = testDatabase();

test("an account's time zone is set and removed, and each change is recorded once", async () => {
  const scenario = await seedScenario(db);
  const session = await scenario.session("sam");
  for (const timeZone of ["Pacific/Auckland", "Pacific/Auckland", null]) {
    await setTimeZone({ db, session, timeZone, address: "192.0.2.7" });
    expect(await findPreferences({ db, session })).toMatchObject({ timeZone });
  }
  const events = await auditOf(scenario, "acme", "users.time-zone");
  expect(events.map(({ details }) => details)).toEqual([
    { changes: { timeZone: [null, "Pacific/Auckland"] } },
    { changes: { timeZone: ["Pacific/Auckland", null] } },
  ]);
});

test("a session that has ended changes no time zone", async () => {
  const scenario = await seedScenario(db);
  const session = await scenario.session("sam");
  await endAllSessions({ db, session, address: "192.0.2.7" });
  const call = { db, session, timeZone: "UTC", address: "192.0.2.7" };
  await expect(setTimeZone(call)).rejects.toThrow(Forbidden);
});

test.each([
  ["", null],
  ["America/Los_Angeles", "America/Los_Angeles"],
  ["US/Pacific", "America/Los_Angeles"],
])("the entered time zone %j reads as %j", (timeZone, read) => {
  expect(preferencesInput.parse({ language: "", timeZone })).toEqual({ language: null, timeZone: read });
});

test.each(["Mars/Olympus", "+02:00", "x".repeat(10_000), "UTC\u0000"])("%j is no time zone", (timeZone) => {
  expect(preferencesInput.safeParse({ language: "", timeZone }).success).toBe(false);
});
