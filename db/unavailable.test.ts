import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { sql } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { createDatabase, type Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { isUnavailable, Unavailable } from "@/db/unavailable";

const { db, url } = testDatabase();
const patience = { connecting: 1000, statement: 300, transaction: 2000 };
const opened: Database[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

function impatient(at = url, connections = 2) {
  const database = createDatabase(at, { connections, patience });
  opened.push(database);
  return database;
}

describe("a database that is away or slow is told apart from what is wrong with a statement", () => {
  test("nobody listens", async () => {
    const away = impatient("postgres://usher@127.0.0.1:9/usher");
    await expect(away.execute(sql`select 1`)).rejects.toThrow(Unavailable);
    await expect(away.transaction((tx) => tx.execute(sql`select 1`))).rejects.toThrow(Unavailable);
  });

  test.each(["disk_full", "out_of_memory", "too_many_connections"])(
    "the server has no room: %s",
    async (condition) => {
      const raised = sql.raw(`do $$ begin raise ${condition}; end $$`);
      await expect(impatient().execute(raised)).rejects.toThrow(Unavailable);
    },
  );

  test("a statement that takes too long is given up, by the server too", async () => {
    await expect(impatient().execute(sql`select pg_sleep(20)`)).rejects.toThrow(Unavailable);
    const [running] = await db.execute<{ sleeping: number }>(sql`
      select count(*)::int as sleeping from pg_stat_activity
      where datname = current_database() and query like '%pg_sleep(20)%' and pid <> pg_backend_pid() and state = 'active'`);
    expect(running?.sleeping).toBe(0);
  });

  test("a transaction may take longer than a statement outside of one, but does not wait so long for a lock", async () => {
    const hurried = impatient();
    await hurried.transaction((tx) => tx.execute(sql`select pg_sleep(0.6)`));
    await db.execute(sql`create table held (id int)`);
    await db.transaction(async (tx) => {
      await tx.execute(sql`lock table held`);
      const began = Date.now();
      const waiting = hurried.transaction((other) => other.execute(sql`insert into held values (1)`));
      await expect(waiting).rejects.toThrow(Unavailable);
      expect(Date.now() - began).toBeLessThan(1500);
    });
    await hurried.execute(sql`insert into held values (1)`);
  });

  test("a connection that swallows everything is given up, and the next one works", async () => {
    const swallowing = await startSwallowing();
    const hurried = impatient(Object.assign(new URL(url), { host: `127.0.0.1:${swallowing.port}` }).href);
    await expect(hurried.execute(sql`select 1`)).rejects.toThrow(Unavailable);
    await expect(hurried.transaction((tx) => tx.execute(sql`select 1`))).rejects.toThrow(Unavailable);
    swallowing.close();
  });

  test("when all connections are taken for too long", async () => {
    const hurried = impatient(url, 1);
    await hurried.transaction(async () => {
      await expect(hurried.execute(sql`select 1`)).rejects.toThrow(Unavailable);
    });
  });

  test("a wrong statement is wrong, whoever asks", async () => {
    const wrong = await impatient()
      .execute(sql`select from nowhere`)
      .catch((error: unknown) => error);
    expect(wrong).not.toBeInstanceOf(Unavailable);
    expect(isUnavailable(wrong)).toBe(false);
  });
});

/** Listens, and says nothing ever. */
async function startSwallowing() {
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
