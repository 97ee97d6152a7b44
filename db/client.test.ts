import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { testDatabase } from "@/db/testing/database";

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

test("statements sent together are all of them done or none, and each sees what those before it did", async () => {
  const alone = createDatabase(url, { connections: 1 });
  const table = sql.identifier(`together_${crypto.randomUUID()}`);
  await alone.execute(sql`create table ${table} (n int primary key)`);
  const insert = (n: number) => sql`insert into ${table} values (${n}) returning n`;
  const count = sql`select count(*)::int as count from ${table}`;
  expect(await alone.executeAll([insert(1), count])).toEqual([[{ n: 1 }], [{ count: 1 }]]);
  await expect(alone.executeAll([insert(2), insert(1), insert(3)])).rejects.toMatchObject({
    cause: { code: "23505" },
  });
  expect(await alone.execute(count)).toEqual([{ count: 1 }]);
  await alone.execute(sql`drop table ${table}`);
  await alone.close();
});
