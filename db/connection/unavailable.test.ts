import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { sql } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { createDatabase, type Database } from "@/db/client";
import { isUnavailable, Overload, UNAVAILABLE, Unavailable } from "@/db/connection/unavailable";
import { testDatabase } from "@/db/testing/database";

const { db, url } = testDatabase();
const timeouts = { connecting: 1000, statement: 300, transaction: 2000 };
const opened: Database[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()));
});

function openWithTimeouts(at = url, connections = 2) {
  const database = createDatabase(at, { connections, timeouts });
  opened.push(database);
  return database;
}

describe("an unreachable or slow database is reported as unavailable, unlike an error in a statement", () => {
  test("the server is not running", async () => {
    const unreachable = openWithTimeouts("postgres://usher@127.0.0.1:9/usher");
    await expect(unreachable.execute(sql`select 1`)).rejects.toThrow(Unavailable);
    await expect(unreachable.transaction((tx) => tx.execute(sql`select 1`))).rejects.toThrow(Unavailable);
  });

  test.each(["disk_full", "out_of_memory", "too_many_connections"])(
    "the server is out of resources: %s",
    async (condition) => {
      const raise = sql.raw(`do $$ begin raise ${condition}; end $$`);
      await expect(openWithTimeouts().execute(raise)).rejects.toThrow(Unavailable);
    },
  );

  test("a statement that takes too long is canceled on the server, too", async () => {
    await expect(openWithTimeouts().execute(sql`select pg_sleep(20)`)).rejects.toThrow(Unavailable);
    const [running] = await db.execute<{ sleeping: number }>(sql`
      select count(*)::int as sleeping from pg_stat_activity
      where datname = current_database() and query like '%pg_sleep(20)%' and pid <> pg_backend_pid() and state = 'active'`);
    expect(running?.sleeping).toBe(0);
  });

  test("a statement in a transaction can take longer than one outside, but doesn't wait longer for a lock", async () => {
    const database = openWithTimeouts();
    await database.transaction((tx) => tx.execute(sql`select pg_sleep(0.6)`));
    await db.execute(sql`create table locked (id int)`);
    await db.transaction(async (tx) => {
      await tx.execute(sql`lock table locked`);
      const startedAt = Date.now();
      const waiting = database.transaction((other) => other.execute(sql`insert into locked values (1)`));
      await expect(waiting).rejects.toThrow(Unavailable);
      expect(Date.now() - startedAt).toBeLessThan(1500);
    });
    await database.execute(sql`insert into locked values (1)`);
  });

  test("the server never answers", async () => {
    const silentServer = await startSilentServer();
    const database = openWithTimeouts(
      Object.assign(new URL(url), { host: `127.0.0.1:${silentServer.port}` }).href,
    );
    await expect(database.execute(sql`select 1`)).rejects.toThrow(Unavailable);
    await expect(database.transaction((tx) => tx.execute(sql`select 1`))).rejects.toThrow(Unavailable);
    silentServer.close();
  });

  test("all connections are in use for too long", async () => {
    const database = openWithTimeouts(url, 1);
    await database.transaction(async () => {
      await expect(database.execute(sql`select 1`)).rejects.toThrow(Unavailable);
    });
  });

  test("an error in a statement is not reported as unavailable", async () => {
    const wrong = await openWithTimeouts()
      .execute(sql`select from nowhere`)
      .catch((error: unknown) => error);
    expect(wrong).not.toBeInstanceOf(Unavailable);
    expect(isUnavailable(wrong)).toBe(false);
  });
});

/** A server that accepts connections and never answers. */
async function startSilentServer() {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => sockets.add(socket.on("error", () => {})));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

test("an error without a cause is recognized, also if another bundle has made it", () => {
  const ofOtherBundle = Object.assign(new Error("The database does not respond."), { digest: UNAVAILABLE });
  for (const error of [new Unavailable(new Overload()), ofOtherBundle])
    expect(isUnavailable(error)).toBe(true);
});
