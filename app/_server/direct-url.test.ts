import { sql } from "drizzle-orm";
import { afterAll, expect, test, vi } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { getHealthDb } from "./database";
import { compareAddresses, watchDatabase } from "./database-check";
import { checkHealth } from "./health";
import { log } from "./log";
import { REQUIRED_SETTINGS } from "./testing/required-settings";
import { operatorWarnings } from "./warnings";
import { startWorker, stopWorker, workerState } from "./worker";

const { db, url } = testDatabase();
const role = `direct_${new URL(url).pathname.slice(1)}`;

afterAll(async () => {
  await stopWorker();
  await getHealthDb().close();
  await db.execute(sql.raw(`drop role ${role}`));
});

test("a wrong password only in DATABASE_DIRECT_URL shows in the readiness check, until it is correct", async () => {
  log.level = "silent";
  await db.execute(sql.raw(`create role ${role} superuser login password 'right'`));
  const DATABASE_DIRECT_URL = Object.assign(new URL(url), { username: role, password: "other" }).href;
  Object.assign(process.env, REQUIRED_SETTINGS, { DATABASE_URL: url, DATABASE_DIRECT_URL });
  await watchDatabase();
  expect(operatorWarnings()).toEqual([
    expect.stringContaining(
      "(DATABASE_DIRECT_URL). The password is wrong. Correct it in DATABASE_DIRECT_URL.",
    ),
  ]);
  startWorker();
  await vi.waitUntil(() => workerState() === "restarting", { timeout: 10_000 });
  expect(await checkHealth()).toMatchObject({
    status: "degraded",
    problem: "no-worker",
    advice: expect.stringMatching(
      /no email is sent\. The database refuses the user or the password in DATABASE_DIRECT_URL\./,
    ),
  });
  await db.execute(sql.raw(`alter role ${role} password 'other'`));
  await vi.waitFor(() => expect(operatorWarnings()).toEqual([]), { timeout: 20_000 });
  await vi.waitFor(async () => expect(await checkHealth()).toMatchObject({ status: "ready" }), {
    timeout: 40_000,
  });
});

test("two addresses that lead to different databases show in the readiness check, until they don't", async () => {
  globalThis.usherWarnings = undefined;
  const direct = { url, setting: "DATABASE_DIRECT_URL" };
  const elsewhere = Object.assign(new URL(url), { pathname: "/postgres" }).href;
  await compareAddresses({ url: elsewhere, setting: "DATABASE_URL" }, direct);
  expect(operatorWarnings()).toEqual([
    expect.stringMatching(/^DATABASE_URL and DATABASE_DIRECT_URL lead to different databases/),
  ]);
  await compareAddresses({ url, setting: "DATABASE_URL" }, direct);
  expect(operatorWarnings()).toEqual([]);
});
