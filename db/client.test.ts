import { once } from "node:events";
import { connect, createServer } from "node:net";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { assets } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { Unavailable } from "@/db/unavailable";

const { db, url } = testDatabase();

test("connections that the server cuts fail their queries, and neither the process nor the next ones", async () => {
  const cut = createDatabase(url, { connections: 8 });
  const ask = () =>
    cut
      .transaction(async (tx) => {
        await tx.execute(sql`select pg_sleep(0.002)`).catch(() => undefined);
        await tx.execute(sql`select 1`);
      })
      .then(
        () => true,
        () => false,
      );
  let cutting = true;
  const rounds = (async () => {
    for (let round = 0; round < 25; round++) {
      await db.execute(sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`);
    }
    cutting = false;
  })();
  const answers: boolean[] = [];
  while (cutting) answers.push(...(await Promise.all(Array.from({ length: 24 }, ask))));
  await rounds;
  expect(answers).toContain(false);
  expect(await cut.execute(sql`select 1 as one`).catch(() => cut.execute(sql`select 1 as one`))).toEqual([
    { one: 1 },
  ]);
  await cut.close();
});

test("with a pooler before the server nothing is left in a session, and a transaction brings its own limits", async () => {
  const patience = { connecting: 5000, statement: 4000, transaction: 7000 };
  const [pooled, direct] = [true, false].map((pooled) =>
    createDatabase(url, { connections: 1, patience, pooled }),
  );
  if (!pooled || !direct) throw new Error("There are two.");
  const limits = sql`select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock`;
  const prepared = sql`select count(*)::int as count from pg_prepared_statements`;
  expect(await pooled.execute(limits)).toEqual([{ statement: "0", lock: "0" }]);
  expect(await direct.execute(limits)).toEqual([{ statement: "4s", lock: "4s" }]);
  for (const db of [pooled, direct]) {
    expect(await db.transaction((tx) => tx.execute(limits))).toEqual([{ statement: "7s", lock: "4s" }]);
  }
  expect(await pooled.execute(prepared)).toEqual([{ count: 0 }]);
  expect(await direct.execute(prepared)).not.toEqual([{ count: 0 }]);
  await Promise.all([pooled.close(), direct.close()]);
});

test("raw statements keep their plan, and those of the query builder are planned for their values", async () => {
  const alone = createDatabase(url, { connections: 1 });
  await alone.execute(sql`select 'raw'`);
  await alone.select().from(assets).where(eq(assets.path, "built"));
  const prepared = await alone.execute<{ statement: string }>(
    sql`select statement from pg_prepared_statements`,
  );
  expect(prepared.map(({ statement }) => statement)).toContain("select 'raw'");
  expect(JSON.stringify(prepared)).not.toContain("assets");
  await alone.close();
});

test("a connection that is lost when a transaction begins, or later in it, makes room for the next one", async () => {
  const proxy = await startProxy();
  const alone = createDatabase(proxy.url, { connections: 1, pooled: true });
  const ask = () => alone.transaction((tx) => tx.execute(sql`select 1 as one`));
  for (const statement of ["begin", "select 1", "commit"]) {
    proxy.cutAt(statement);
    await expect(ask()).rejects.toThrow(Unavailable);
    proxy.cutAt(null);
    expect(await ask()).toEqual([{ one: 1 }]);
  }
  await alone.close();
  proxy.close();
});

test("a failed transaction changes nothing, and a failed one inside it only undoes its own changes", async () => {
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

/** Passes everything on to the server, and cuts a connection that is about to send a certain statement. */
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
  const at = typeof address === "object" && address ? address.port : 0;
  return {
    url: Object.assign(new URL(url), { host: `127.0.0.1:${at}` }).href,
    cutAt(statement: string | null) {
      cut = statement;
    },
    close: () => proxy.close(),
  };
}
