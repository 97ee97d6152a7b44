import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { createDatabase } from "@/db/client";
import { Unavailable } from "@/db/connection/unavailable";
import { testDatabase } from "@/db/testing/database";
import { measurements } from "@/lib/measurements";
import { ADVICE, adviceWithoutDatabase, databaseState, logFailure, noteDatabaseError } from "./availability";
import { getDb, getHealthDb } from "./database";
import { checkHealth } from "./health";
import { log } from "./log";
import { startTcpProxy } from "./testing/tcp-proxy";
import { operatorWarnings } from "./warnings";

const { db, url } = testDatabase();
const CONNECTIONS = 3;
const WAIT = { timeout: 20_000 };
const lines: { level: string; text: string }[] = [];
const errors: unknown[] = [];
const texts = (level: string) => lines.filter((line) => line.level === level).map(({ text }) => text);

let proxy: Awaited<ReturnType<typeof startTcpProxy>>;

beforeAll(async () => {
  const { hostname, port } = new URL(url);
  proxy = await startTcpProxy({ host: hostname, port: Number(port) });
  Object.assign(process.env, {
    DATABASE_URL: Object.assign(new URL(url), { host: `127.0.0.1:${proxy.port}` }).href,
    SMTP_URL: "smtp://127.0.0.1:1",
    MAIL_FROM: "no-reply@usher.example",
    BASE_URL: "http://localhost:3000",
    AUTH_SECRET: "only for this test, only for this test",
    WORKER: "none",
    DATABASE_CONNECTIONS: String(CONNECTIONS),
  });
});

beforeEach(() => {
  lines.splice(0);
  errors.splice(0);
  for (const level of ["info", "warn", "error"] as const)
    vi.spyOn(log, level).mockImplementation((...args: unknown[]) => {
      lines.push({ level, text: String(args.at(-1)) });
      errors.push(Object(args[0]).err);
    });
});

afterEach(() => vi.restoreAllMocks());

afterAll(async () => {
  await Promise.all([getDb().close(), getHealthDb().close()]);
  await proxy.stop();
});

test("a database outage logs one line for many requests, and one when it ends, even without further requests", async () => {
  await proxy.refuse();
  await vi.waitFor(async () => expect(await databaseState()).toBe("away"), WAIT);
  for (let count = 0; count < 5; count++) {
    const error = await getDb()
      .execute(sql`select 1`)
      .catch((failed: unknown) => failed);
    await logFailure(error, "A request failed");
  }
  expect(lines).toEqual([{ level: "warn", text: expect.stringContaining("Nothing listens there.") }]);
  await proxy.pass();
  await vi.waitFor(() => expect(texts("info")).toEqual(["The database responds again."]), WAIT);
  expect(texts("warn")).toHaveLength(1);
});

test("a request whose connection breaks first is logged as the outage only", async () => {
  await vi.waitFor(async () => expect(await databaseState()).toBe("there"), WAIT);
  const failing = getDb()
    .execute(sql`select pg_sleep(20)`)
    .catch((failed: unknown) => failed);
  await proxy.refuse();
  await logFailure(await failing, "A request failed");
  expect(lines).toEqual([{ level: "warn", text: expect.stringContaining("Nothing listens there.") }]);
  await proxy.pass();
  await vi.waitFor(() => expect(texts("info")).toEqual(["The database responds again."]), WAIT);
});

test("a read-only database is logged in one line for many requests, and its end in another", async () => {
  const name = sql.identifier(new URL(url).pathname.slice(1));
  await db.execute(sql`alter database ${name} set default_transaction_read_only = on`);
  await reconnect("read-only");
  for (let count = 0; count < 5; count++) {
    const error = await getDb()
      .execute(sql`delete from sessions`)
      .catch((refused: unknown) => refused);
    await logFailure(error, "The use of a session could not be noted.");
  }
  expect(texts("warn")).toEqual([ADVICE["read-only"]]);
  await db.execute(sql`alter database ${name} reset default_transaction_read_only`);
  await reconnect("there");
  await vi.waitFor(() => expect(texts("info")).toContain("The database takes changes again."), WAIT);
});

test("a slow request and a faulty one are logged with their error", async () => {
  const slow = await getDb()
    .execute(sql`select pg_sleep(20)`)
    .catch((failed: unknown) => failed);
  await logFailure(slow, "A request failed");
  const faulty = new Error("Something is wrong.");
  await logFailure(faulty, "Another failed");
  expect(lines).toEqual([
    { level: "warn", text: "A request failed" },
    { level: "error", text: "Another failed" },
  ]);
  expect(errors).toEqual([slow, faulty]);
});

test("a database without a connection left is one of the operator's problems", async () => {
  await vi.waitFor(async () => expect(await databaseState()).toBe("there"), WAIT);
  const role = `crowded_${Date.now()}`;
  await db.execute(sql.raw(`create role ${role} login password '${role}' connection limit 0`));
  const crowded = createDatabase(Object.assign(new URL(url), { username: role, password: role }).href, {
    connections: 1,
  });
  const error = await crowded.execute(sql`select 1`).catch((refused: unknown) => refused);
  await crowded.close();
  await db.execute(sql.raw(`drop role ${role}`));
  await logFailure(error, "A request failed");
  expect(texts("warn")).toContainEqual(expect.stringContaining("has no connection left"));
  expect(operatorWarnings()).toHaveLength(1);
  globalThis.usherWarnings?.clear();
  noteDatabaseError(error);
  expect(adviceWithoutDatabase()).toMatch(/^The database has no connection left/);
  noteDatabaseError(null);
  expect(adviceWithoutDatabase()).toMatch(/^The database doesn't respond/);
});

test.each([
  [
    "user or password",
    { password: "wrong" },
    "The database refuses the user or the password in DATABASE_URL.",
  ],
  ["user", { username: "nobody_here" }, "The database refuses the user or the password in DATABASE_URL."],
  ["database name", { pathname: "/nowhere" }, "The server has no database of the name in DATABASE_URL."],
  ["sslmode", { search: "?sslmode=verify-full" }, "No connection can be opened with DATABASE_URL."],
  ["port", { port: "1" }, "The database doesn't respond."],
])(
  "the advice says that the %s is wrong, but not what it is, and requests count as unavailable",
  async (_, change, advice) => {
    const wrong = Object.assign(new URL(url), change);
    const unreachable = createDatabase(wrong.href, { connections: 1 });
    onTestFinished(() => unreachable.close());
    const error = await unreachable.execute(sql`select 1`).catch((refused: unknown) => refused);
    const inTransaction = unreachable.transaction((tx) => tx.execute(sql`select 1`));
    noteDatabaseError(error);
    expect(adviceWithoutDatabase()).toContain(advice);
    for (const name of [wrong.hostname, wrong.username, wrong.pathname.slice(1)])
      expect(adviceWithoutDatabase()).not.toContain(name);
    expect(error).toBeInstanceOf(Unavailable);
    await expect(inTransaction).rejects.toBeInstanceOf(Unavailable);
  },
);

test("while all connections of the pool are in use, the database isn't away, unless it is", async () => {
  const held = await holdAllConnections();
  const refused = await getDb()
    .execute(sql`select 1`)
    .catch((failed: unknown) => failed);
  await logFailure(refused, "A request failed");
  expect(refused).toMatchObject({ message: "Too many requests need the database at once." });
  expect(await databaseState()).toBe("there");
  expect(lines).toEqual([{ level: "warn", text: "A request failed" }]);
  expect(await checkHealth()).toMatchObject({ database: "up", status: "degraded", problem: "no-worker" });
  await proxy.refuse();
  await vi.waitFor(async () => expect(await databaseState()).toBe("away"), WAIT);
  expect(texts("warn")).toContainEqual(expect.stringContaining("Nothing listens there."));
  expect(await checkHealth()).toMatchObject({ database: "away", status: "unavailable" });
  await proxy.pass();
  held.release();
  await held.ended;
  await vi.waitFor(async () => expect(await databaseState()).toBe("there"), WAIT);
});

test("probes that come at the same time share one check", async () => {
  let statements = 0;
  const unsubscribe = measurements.statement.subscribe(() => statements++);
  const reports = await Promise.all(Array.from({ length: 50 }, checkHealth));
  unsubscribe();
  expect(statements).toBe(1);
  for (const { database } of reports) expect(database).toBe("up");
});

/** Occupies the pool, as many slow requests do. */
async function holdAllConnections() {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let held = 0;
  const hold = () =>
    getDb().transaction(async (tx) => {
      await tx.execute(sql`select 1`);
      held++;
      await released;
    });
  const ended = Promise.allSettled(Array.from({ length: CONNECTIONS }, hold));
  await vi.waitUntil(() => held === CONNECTIONS, WAIT);
  return { release, ended };
}

/** New connections get a changed setting of the database. */
async function reconnect(state: string) {
  await proxy.refuse();
  await proxy.pass();
  await vi.waitFor(async () => expect(await databaseState()).toBe(state), WAIT);
}
