import { once } from "node:events";
import { connect, createServer } from "node:net";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { Unavailable } from "@/db/connection/unavailable";
import { assets } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";

const { db, url } = testDatabase();

test("a connection that the server closes fails its own queries, but not the process or later queries", async () => {
  const database = createDatabase(url, { connections: 8 });
  const query = () =>
    database
      .transaction(async (tx) => {
        await tx.execute(sql`select pg_sleep(0.002)`).catch(() => undefined);
        await tx.execute(sql`select 1`);
      })
      .then(
        () => true,
        () => false,
      );
  let isTerminating = true;
  const terminations = (async () => {
    for (let round = 0; round < 25; round++) {
      await db.execute(sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`);
    }
    isTerminating = false;
  })();
  const successes: boolean[] = [];
  while (isTerminating) successes.push(...(await Promise.all(Array.from({ length: 24 }, query))));
  await terminations;
  expect(successes).toContain(false);
  expect(
    await database.execute(sql`select 1 as one`).catch(() => database.execute(sql`select 1 as one`)),
  ).toEqual([{ one: 1 }]);
  await database.close();
});

test("behind a pooler no session state is left, and each transaction sets its own timeouts", async () => {
  const timeouts = { connecting: 5000, statement: 4000, transaction: 7000 };
  const [pooled, direct] = [true, false].map((pooled) =>
    createDatabase(url, { connections: 1, timeouts, pooled }),
  );
  if (!pooled || !direct) throw new Error("Expected two databases.");
  const current = sql`select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock`;
  const prepared = sql`select count(*)::int as count from pg_prepared_statements`;
  expect(await pooled.execute(current)).toEqual([{ statement: "0", lock: "0" }]);
  expect(await direct.execute(current)).toEqual([{ statement: "4s", lock: "4s" }]);
  for (const db of [pooled, direct]) {
    expect(await db.transaction((tx) => tx.execute(current))).toEqual([{ statement: "7s", lock: "4s" }]);
  }
  expect(await pooled.execute(prepared)).toEqual([{ count: 0 }]);
  expect(await direct.execute(prepared)).not.toEqual([{ count: 0 }]);
  await Promise.all([pooled.close(), direct.close()]);
});

test("raw statements are prepared, and statements of the query builder are planned for their values each time", async () => {
  const database = createDatabase(url, { connections: 1 });
  await database.execute(sql`select 'raw'`);
  await database.select().from(assets).where(eq(assets.path, "built"));
  const prepared = await database.execute<{ statement: string }>(
    sql`select statement from pg_prepared_statements`,
  );
  expect(prepared.map(({ statement }) => statement)).toContain("select 'raw'");
  expect(JSON.stringify(prepared)).not.toContain("assets");
  await database.close();
});

test("a connection lost during a transaction is replaced by a new one", async () => {
  const proxy = await startProxy();
  const database = createDatabase(proxy.url, { connections: 1, pooled: true });
  const runTransaction = () => database.transaction((tx) => tx.execute(sql`select 1 as one`));
  for (const statement of ["begin", "select 1", "commit"]) {
    proxy.cutAt(statement);
    await expect(runTransaction()).rejects.toThrow(Unavailable);
    proxy.cutAt(null);
    expect(await runTransaction()).toEqual([{ one: 1 }]);
  }
  await database.close();
  proxy.close();
});

test("a failed transaction changes nothing, and a failed nested transaction undoes only its own changes", async () => {
  const table = sql.identifier(`nested_${crypto.randomUUID()}`);
  await db.execute(sql`create table ${table} (n int primary key)`);
  const insert = (n: number) => sql`insert into ${table} values (${n})`;
  await db.transaction(async (tx) => {
    await tx.execute(insert(1));
    const inner = tx.transaction(async (inside) => {
      await inside.execute(insert(2));
      await inside.execute(insert(1));
    });
    await expect(inner).rejects.toMatchObject({ cause: { code: "23505" } });
    await tx.execute(insert(3));
  });
  await expect(
    db.transaction(async (tx) => {
      await tx.execute(insert(4));
      throw new Error("The body fails.");
    }),
  ).rejects.toThrow("The body fails.");
  expect(await db.execute(sql`select n from ${table} order by n`)).toEqual([{ n: 1 }, { n: 3 }]);
  await db.execute(sql`drop table ${table}`);
});

/** A proxy that can close a connection before a certain statement reaches the server. */
async function startProxy() {
  const { hostname, port } = new URL(url);
  let cut: string | null = null;
  const proxy = createServer((socket) => {
    const server = connect(Number(port), hostname);
    for (const end of [socket, server]) end.on("error", () => {});
    server.pipe(socket);
    socket.on("close", () => server.destroy());
    socket.on("data", (bytes) => {
      if (cut !== null && bytes.includes(cut)) socket.destroy();
      else server.write(bytes);
    });
  });
  await once(proxy.listen(0, "127.0.0.1"), "listening");
  const address = proxy.address();
  const proxyPort = typeof address === "object" && address ? address.port : 0;
  return {
    url: Object.assign(new URL(url), { host: `127.0.0.1:${proxyPort}` }).href,
    cutAt(statement: string | null) {
      cut = statement;
    },
    close: () => proxy.close(),
  };
}
