import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { getHealthDb } from "@/app/_server/database";
import { log } from "@/app/_server/log";
import { warnOperator } from "@/app/_server/warnings";
import { showPresence } from "@/db/queue/presence";
import { testDatabase } from "@/db/testing/database";
import about from "@/package.json" with { type: "json" };
import { GET as live } from "./live/route";
import { GET as ready } from "./ready/route";
import { GET as health } from "./route";

const { db, url } = testDatabase();
const TOKEN = "0123456789abcdef-metrics";
const requestWith = (headers = {}) => new Request("http://localhost:3000/api/health", { headers });
const readiness = async (headers = {}) => {
  const response = await ready(requestWith(headers));
  return { code: response.status, ...(await response.json()) };
};

let worker: Awaited<ReturnType<typeof showPresence>>;

beforeAll(async () => {
  log.level = "silent";
  Object.assign(process.env, {
    DATABASE_URL: url,
    SMTP_URL: "smtp://127.0.0.1:1",
    MAIL_FROM: "no-reply@usher.example",
    BASE_URL: "http://localhost:3000",
    AUTH_SECRET: "only for this test, only for this test",
    WORKER: "none",
    METRICS_TOKEN: TOKEN,
  });
  worker = await showPresence(url, "a worker of another process");
});

afterAll(() => worker.end());

test("with a database and a worker anywhere, Usher is ready", async () => {
  expect(await readiness()).toEqual({ code: 200, status: "ready" });
});

test("what warnings say is only for those who have the metrics token", async () => {
  warnOperator("a", "Set A.");
  expect(await readiness()).toMatchObject({ status: "ready", warnings: 1 });
  const known = await readiness({ authorization: `Bearer ${TOKEN}` });
  expect(known).toMatchObject({ status: "ready", warnings: ["Set A."] });
  globalThis.usherWarnings = undefined;
});

test("the queue's numbers are only for those who have the metrics token", async () => {
  await db.execute(sql`select graphile_worker.add_job('something', '{}'::json)`);
  const well = await health(requestWith());
  expect(well.status).toBe(200);
  expect(await well.json()).toEqual({
    version: about.version,
    commit: null,
    database: "up",
    worker: "elsewhere",
  });
  expect(await (await health(requestWith({ authorization: "Bearer wrong" }))).json()).not.toHaveProperty(
    "queue",
  );
  const known = await health(requestWith({ authorization: `Bearer ${TOKEN}` }));
  expect(await known.json()).toMatchObject({ queue: { waiting: 1, failing: 0 } });
});

test("a worker that this process is just starting counts, and one that it starts again has its own advice", async () => {
  await worker.end();
  await expect.poll(readiness).toMatchObject({ problem: "no-worker" });
  const warned = vi.spyOn(log, "warn");
  const own = { stopping: new AbortController(), ended: Promise.resolve() };
  globalThis.usherWorker = { state: "starting", ...own };
  expect(await readiness()).toEqual({ code: 200, status: "ready" });
  expect(warned).not.toHaveBeenCalled();
  globalThis.usherWorker = { state: "restarting", ...own };
  expect(await readiness()).toMatchObject({
    status: "degraded",
    advice: expect.stringContaining("This process starts its own again"),
  });
  globalThis.usherWorker = undefined;
  worker = await showPresence(url, "one more worker");
});

test("the log says that no worker runs once that has been so for a minute, so not during a restart", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const warned = vi.spyOn(log, "warn");
  const informed = vi.spyOn(log, "info");
  const stop = async () => {
    await worker.end();
    await expect.poll(readiness).toMatchObject({ status: "degraded", problem: "no-worker" });
  };
  const restart = async () => {
    worker = await showPresence(url, "a worker that starts again");
    expect(await readiness()).toMatchObject({ status: "ready" });
  };
  for (let time = 0; time < 2; time++) {
    await stop();
    vi.advanceTimersByTime(50_000);
    expect(await readiness()).toMatchObject({ problem: "no-worker" });
    await restart();
  }
  expect(warned).not.toHaveBeenCalled();
  expect(informed).not.toHaveBeenCalled();
  await stop();
  vi.advanceTimersByTime(60_000);
  for (let time = 0; time < 2; time++) await readiness();
  expect(warned.mock.calls).toEqual([
    [{ problem: "no-worker" }, expect.stringMatching(/^No worker runs, so no email is sent\./)],
  ]);
  await restart();
  expect(informed.mock.calls).toEqual([["The database and the worker are ready again."]]);
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("a database without worker, a read-only one, one without a table and one that is away are told apart", async () => {
  await worker.end();
  await expect.poll(readiness).toMatchObject({ code: 200, status: "degraded", problem: "no-worker" });
  worker = await showPresence(url, "another worker");

  await db.execute(sql`alter table rate_limits rename to gone`);
  expect(await readiness()).toMatchObject({ code: 503, problem: "table-missing" });
  await db.execute(sql`alter table gone rename to rate_limits`);
  expect(await readiness()).toEqual({ code: 200, status: "ready" });

  const name = sql.identifier(new URL(url).pathname.slice(1));
  await db.execute(sql`alter database ${name} set default_transaction_read_only = on`);
  await reconnect();
  expect(await readiness()).toMatchObject({ code: 503, problem: "read-only" });
  await db.execute(sql`alter database ${name} reset default_transaction_read_only`);

  await getHealthDb().close();
  expect(await readiness()).toMatchObject({ code: 503, problem: "away" });
  const ill = await health(requestWith());
  expect(ill.status).toBe(503);
  expect(await ill.json()).toMatchObject({ database: "away", worker: "elsewhere" });
  expect(live().status).toBe(200);
});

/** New connections get a changed setting of the database. */
async function reconnect() {
  await db.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and query like '%unnest%'`);
  await expect.poll(async () => (await readiness()).problem).not.toBe(undefined);
}
