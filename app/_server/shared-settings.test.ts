import { sql } from "drizzle-orm";
import type pg from "pg";
import { beforeEach, expect, test, vi } from "vitest";
import { connectTo } from "@/db/setup/requirements";
import { testDatabase } from "@/db/testing/database";
import { log } from "./log";
import { checkSettings, startWithSettings } from "./shared-settings";
import { operatorWarnings } from "./warnings";

const { db, url } = testDatabase();
const [OLD, NEW] = ["the-old-secret-0123456789abcdefghij", "the-new-secret-0123456789abcdefghij"];
const BEFORE = expect.stringContaining("AUTH_SECRET isn't the one that Usher was started with before");

beforeEach(async () => {
  await db.execute(sql`delete from secret_fingerprint`);
  globalThis.usherWarnings = undefined;
  log.level = "silent";
});

test("processes with the same AUTH_SECRET log nothing", async () => {
  const warned = vi.spyOn(log, "warn");
  for (let count = 0; count < 2; count++) await start(OLD);
  await check(OLD);
  expect(warned).not.toHaveBeenCalled();
  expect(operatorWarnings()).toEqual([]);
});

test("a process with another AUTH_SECRET says so at its start, and the others warn until it has the right one", async () => {
  const warned = vi.spyOn(log, "warn");
  await start(OLD);
  await start(NEW);
  expect(warned.mock.calls).toEqual([[BEFORE]]);
  await check(OLD);
  expect(operatorWarnings()).toEqual([
    expect.stringContaining("Give all processes, also the worker, the same AUTH_SECRET"),
  ]);
  await start(OLD);
  await check(OLD);
  expect(operatorWarnings()).toEqual([]);
});

test("after AUTH_SECRET was changed, processes with the new one have nothing to warn of", async () => {
  await start(OLD);
  await start(NEW);
  await check(NEW);
  expect(operatorWarnings()).toEqual([]);
});

test("the database holds no AUTH_SECRET", async () => {
  await start(OLD);
  const [row] = await db.execute<{ fingerprint: Buffer }>(sql`select fingerprint from secret_fingerprint`);
  expect(row?.fingerprint).toHaveLength(16);
  expect(String(row?.fingerprint)).not.toContain(OLD.slice(0, 8));
});

test("a process with another BASE_URL says so at its start, and the others warn until it has the right one", async () => {
  const warned = vi.spyOn(log, "warn");
  await start(OLD, "https://usher.example");
  await start(OLD, "https://usher.exmaple");
  expect(warned.mock.calls).toEqual([
    [
      expect.stringContaining(
        "BASE_URL is https://usher.exmaple, and Usher was started with https://usher.example",
      ),
    ],
  ]);
  await check(OLD, "https://usher.example");
  expect(operatorWarnings()).toEqual([
    expect.stringContaining("uses https://usher.exmaple as its BASE_URL, not https://usher.example"),
  ]);
  await start(OLD, "https://usher.example");
  await check(OLD, "https://usher.example");
  expect(operatorWarnings()).toEqual([]);
});

test("addresses of this machine, and of a version that stored none, aren't compared", async () => {
  const warned = vi.spyOn(log, "warn");
  await start(OLD);
  await db.execute(sql`update secret_fingerprint set base_url = null`);
  await start(OLD, "https://usher.example");
  await start(OLD, "http://localhost:3001");
  await check(OLD, "http://localhost:3000");
  await check(OLD, "http://127.0.0.1:3000");
  expect(warned).not.toHaveBeenCalled();
});

const start = (AUTH_SECRET: string, BASE_URL = "https://usher.example") =>
  withClient((client) => startWithSettings(client, { AUTH_SECRET, BASE_URL }));
const check = (AUTH_SECRET: string, BASE_URL = "https://usher.example") =>
  withClient((client) => checkSettings(client, { AUTH_SECRET, BASE_URL }));

async function withClient(run: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = await connectTo({ url, setting: "DATABASE_URL" });
  try {
    await run(client);
  } finally {
    await client.end();
  }
}
