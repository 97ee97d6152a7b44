import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { createServer } from "node:net";
import { sql } from "drizzle-orm";
import { expect, onTestFinished, test, vi } from "vitest";
import { startWithSettings } from "@/app/_server/shared-settings";
import { startTcpProxy } from "@/app/_server/testing/tcp-proxy";
import { connectTo } from "@/db/setup/requirements";
import { testDatabase } from "@/db/testing/database";
import { projectRoot } from "./paths";
import { getFreePort } from "./ports";

const { db, url } = testDatabase();

test("SIGTERM to npm run worker ends the worker too", async () => {
  const npm = startWorker();
  await vi.waitFor(() => expect(npm.output()).toContain("The worker is running"), { timeout: 60_000 });
  expect(await workers()).toBe(1);
  npm.process.kill("SIGTERM");
  await vi.waitFor(async () => expect(await workers()).toBe(0), { timeout: 30_000 });
}, 120_000);

test("a worker whose log can't be written works, and ends on SIGTERM", async () => {
  const full = openSync("/dev/full", "w");
  onTestFinished(() => closeSync(full));
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/worker.ts"], {
    cwd: projectRoot,
    env: environment(),
    stdio: ["ignore", full, full],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const exitCode = once(child, "exit").then(([code]) => code);
  await vi.waitFor(async () => expect(await workers()).toBe(1), WAIT);
  child.kill("SIGTERM");
  expect(await exitCode).toBe(0);
}, 120_000);

test("the worker serves its own metrics to those who have the metrics token, and probes to everybody", async () => {
  const port = await getFreePort();
  const npm = startWorker({
    METRICS_PORT: String(port),
    METRICS_TOKEN: "only-for-this-test",
    HOST: "127.0.0.1",
  });
  await vi.waitFor(() => expect(npm.output()).toContain("The worker is running"), { timeout: 60_000 });
  const ask = (path: string, headers = {}) => fetch(`http://127.0.0.1:${port}${path}`, { headers });
  expect((await ask("/metrics")).status).toBe(401);
  const headers = { authorization: "Bearer only-for-this-test" };
  expect((await ask("/", headers)).status).toBe(404);
  expect((await ask("/api/health/live")).status).toBe(200);
  const ready = await ask("/api/health/ready");
  expect([ready.status, await ready.json()]).toEqual([200, { status: "ready" }]);
  const text = await (await ask("/metrics", headers)).text();
  expect(text).toContain('usher_database_connections{application="usher-worker",state="waiting"} 0');
  expect(text).toContain("process_resident_memory_bytes");
  // An app process says these: here, a 0 would be a false alarm.
  expect(text).not.toMatch(/usher_(database_up|workers|queue_\w+|emails)[ {]/);
}, 120_000);

test("a taken METRICS_PORT ends the worker with one sentence", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" && address ? String(address.port) : "";
  const npm = startWorker({ METRICS_PORT: port, METRICS_TOKEN: "only-for-this-test", HOST: "127.0.0.1" });
  expect(await npm.exitCode).toBe(1);
  expect(npm.output()).toContain(`Port ${port} is taken. Set METRICS_PORT to another one`);
  expect(npm.output()).not.toContain("    at ");
});

test("while the database is away the worker logs it once, without a stack trace, and once when it's back", async () => {
  const { hostname, port } = new URL(url);
  const proxy = await startTcpProxy({ host: hostname, port: Number(port) });
  onTestFinished(() => proxy.stop());
  await proxy.refuse();
  const metricsPort = await getFreePort();
  const npm = startWorker({
    DATABASE_URL: Object.assign(new URL(url), { host: `127.0.0.1:${proxy.port}` }).href,
    LOG_LEVEL: "debug",
    METRICS_PORT: String(metricsPort),
    METRICS_TOKEN: "only-for-this-test",
    HOST: "127.0.0.1",
  });
  const probe = (name: string, headers = {}) =>
    fetch(`http://127.0.0.1:${metricsPort}/api/health/${name}`, { headers });
  const lines = () =>
    npm
      .output()
      .split("\n")
      .filter((line) => line.startsWith("{"));
  const shown = () => lines().filter((line) => !/^{"level":"(debug|trace)"/.test(line));
  const count = (all: string[], text: string) => all.filter((line) => line.includes(text)).length;

  await vi.waitFor(() => expect(count(lines(), "Nothing listens there.")).toBeGreaterThan(4), WAIT);
  expect(count(shown(), "Nothing listens there.")).toBe(1);
  expect([(await probe("live")).status, (await probe("ready")).status]).toEqual([200, 503]);
  const forStrangers = { status: "unavailable", problem: "away" };
  expect(await (await probe("ready")).json()).toEqual(forStrangers);
  const forOperators = await probe("ready", { authorization: "Bearer only-for-this-test" });
  const advice = expect.stringContaining("Nothing listens there.");
  expect(await forOperators.json()).toEqual({ ...forStrangers, advice });
  await proxy.pass();
  await vi.waitFor(() => expect(count(lines(), "The worker is running")).toBe(1), WAIT);
  await vi.waitFor(() => expect(count(shown(), "The database responds again.")).toBe(1), WAIT);
  expect((await probe("ready")).status).toBe(200);

  await proxy.refuse();
  await vi.waitFor(() => expect(count(lines(), "Nothing listens there.")).toBeGreaterThan(8), WAIT);
  await proxy.pass();
  await vi.waitFor(() => expect(count(shown(), "The database responds again.")).toBe(2), WAIT);
  expect(count(shown(), "Nothing listens there.")).toBe(2);
  expect(shown().filter((line) => line.includes("stack"))).toEqual([]);
  const warnings = shown().filter((line) => !line.startsWith('{"level":"info"'));
  expect(count(warnings, "The worker lost its connection to the database.")).toBe(1);
  expect(warnings).toHaveLength(3);
}, 120_000);

test("a worker with another AUTH_SECRET than the app says so when it starts", async () => {
  const client = await connectTo({ url, setting: "DATABASE_URL" });
  const AUTH_SECRET = "the secret of the app, 0123456789abc";
  await startWithSettings(client, { AUTH_SECRET, BASE_URL: "https://usher.example" });
  await client.end();
  const npm = startWorker();
  await vi.waitFor(
    () => expect(npm.output()).toContain("AUTH_SECRET isn't the one that Usher was started with before"),
    WAIT,
  );
}, 120_000);

test("the worker doesn't serve a schema that it doesn't know, and says so", async () => {
  await db.execute(
    sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('next', 9999999999999)`,
  );
  const npm = startWorker();
  expect(await npm.exitCode).toBe(1);
  expect(npm.output()).toContain("A newer version of Usher has migrated");
}, 120_000);

test.each([
  ["a wrong setting", { SMTP_URL: "mail.example" }, /^Usher can't start:\nSMTP_URL must look like [^{}]+$/],
  ["a database of a newer version", {}, /^A newer version of Usher has migrated [^{}]+$/],
])(
  "with LOG_LEVEL=silent, the worker prints why %s ends it, and nothing else",
  async (_, env, reason) => {
    const npm = startWorker({ LOG_LEVEL: "silent", ...env });
    expect(await npm.exitCode).toBe(1);
    expect(npm.output()).toMatch(reason);
  },
  120_000,
);

test("the worker doesn't start for a database user without rights on the tables, and says so", async () => {
  const user = `stranger_${new URL(url).pathname.slice(1)}`;
  await db.execute(sql.raw(`create role ${user} login password 'stranger'`));
  onTestFinished(async () => void (await db.execute(sql.raw(`drop role ${user}`))));
  const npm = startWorker({
    DATABASE_URL: Object.assign(new URL(url), { username: user, password: "stranger" }).href,
  });
  expect(await npm.exitCode).toBe(1);
  expect(npm.output()).toContain("lacks rights on public.");
}, 120_000);

const WAIT = { timeout: 60_000 };

/** Connections by which workers of this database show that they live. */
async function workers(): Promise<number | undefined> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from pg_locks l join pg_database d on d.oid = l.database
    where d.datname = current_database() and l.locktype = 'advisory' and l.objsubid = 2 and l.classid::bigint = 1431520599`);
  return row?.count;
}

function environment() {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_ENV: "test" as const,
    DATABASE_URL: url,
    SMTP_URL: "smtp://127.0.0.1:1",
    MAIL_FROM: "no-reply@usher.example",
    BASE_URL: "http://localhost:3000",
    AUTH_SECRET: "only for this test, only for this test",
  };
}

function startWorker(env: Record<string, string> = {}) {
  const child = spawn("npm", ["run", "--silent", "worker"], {
    cwd: projectRoot,
    env: { ...environment(), ...env },
  });
  let text = "";
  const add = (chunk: Buffer) => {
    text += chunk;
  };
  child.stdout.on("data", add);
  child.stderr.on("data", add);
  const exitCode = once(child, "exit").then(([code]) => code);
  onTestFinished(async () => {
    child.kill();
    await exitCode;
  });
  return { process: child, output: () => text, exitCode };
}
