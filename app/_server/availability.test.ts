import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { ADVICE, databaseState, logFailure } from "./availability";
import { getDb } from "./database";
import { log } from "./log";
import { startTcpProxy } from "./testing/tcp-proxy";

const { db, url } = testDatabase();
const WAIT = { timeout: 20_000 };
const lines: { level: string; text: string }[] = [];
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
  });
});

beforeEach(() => {
  lines.splice(0);
  for (const level of ["info", "warn", "error"] as const)
    vi.spyOn(log, level).mockImplementation(
      (...args: unknown[]) => void lines.push({ level, text: String(args.at(-1)) }),
    );
});

afterEach(() => vi.restoreAllMocks());

afterAll(async () => {
  await getDb().close();
  await proxy.stop();
});

test("requests that find the database away leave one line, and its end another, though nobody asks again", async () => {
  await proxy.refuse();
  await vi.waitFor(async () => expect(await databaseState()).toBe("away"), WAIT);
  for (let asked = 0; asked < 5; asked++) {
    const error = await getDb()
      .execute(sql`select 1`)
      .catch((failed: unknown) => failed);
    await logFailure(error, "A request failed");
  }
  expect(lines).toEqual([{ level: "warn", text: ADVICE.away }]);
  await proxy.pass();
  await vi.waitFor(() => expect(texts("info")).toEqual(["The database answers again."]), WAIT);
  expect(texts("warn")).toHaveLength(1);
});

test("a request whose connection breaks first leaves the line of the outage alone", async () => {
  await vi.waitFor(async () => expect(await databaseState()).toBe("there"), WAIT);
  const failing = getDb()
    .execute(sql`select pg_sleep(20)`)
    .catch((failed: unknown) => failed);
  await proxy.refuse();
  await logFailure(await failing, "A request failed");
  expect(lines).toEqual([{ level: "warn", text: ADVICE.away }]);
  await proxy.pass();
  await vi.waitFor(() => expect(texts("info")).toEqual(["The database answers again."]), WAIT);
});

test("a read-only database leaves one line for many requests, and its end another", async () => {
  const name = sql.identifier(new URL(url).pathname.slice(1));
  await db.execute(sql`alter database ${name} set default_transaction_read_only = on`);
  await reconnect("read-only");
  for (let asked = 0; asked < 5; asked++) {
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

test("a request that was too slow, and one that is wrong, are logged with their error", async () => {
  const slow = await getDb()
    .execute(sql`select pg_sleep(20)`)
    .catch((failed: unknown) => failed);
  await logFailure(slow, "A request failed");
  await logFailure(new Error("Something is wrong."), "Another failed");
  expect(lines).toEqual([
    { level: "warn", text: "A request failed" },
    { level: "error", text: "Another failed" },
  ]);
});

/** New connections get a changed setting of the database. */
async function reconnect(state: string) {
  await proxy.refuse();
  await proxy.pass();
  await vi.waitFor(async () => expect(await databaseState()).toBe(state), WAIT);
}
