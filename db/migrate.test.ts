import { sql } from "drizzle-orm";
import pg from "pg";
import { expect, test, vi } from "vitest";
import { createDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import journal from "@/db/migrations/meta/_journal.json" with { type: "json" };
import { seedDemo } from "@/db/seed/demo";
import { reset } from "@/db/setup/reset";
import { readSchemaVersion } from "@/db/setup/schema-version";
import { testDatabase } from "@/db/testing/database";
import { race } from "@/db/testing/race";

const { db, url } = testDatabase();

test("several processes that start at the same time migrate an empty database only once", async () => {
  const name = `${new URL(url).pathname.slice(1)}_empty`;
  await db.execute(sql.raw(`create database ${name}`));
  const empty = Object.assign(new URL(url), { pathname: `/${name}` }).href;
  try {
    const started = createDatabase(empty, { connections: 2 });
    // Blocks the first process when it creates its schema. The others must wait for it, and not be blocked here, too.
    const lock = sql`lock table pg_namespace in share mode`;
    const results = await race(
      started,
      Array.from({ length: 3 }, () => () => migrate(empty)),
      { lock },
    );
    await started.close();
    expect(results).toMatchObject([{ value: journal.entries.length }, { value: 0 }, { value: 0 }]);
    expect(await seedDemo(empty)).toBe(true);
    expect(await seedDemo(empty)).toBe(false);
    const fresh = createDatabase(empty, { connections: 1 });
    expect(await fresh.execute(sql`select count(*)::int as users from users`)).toEqual([{ users: 12 }]);
    await fresh.close();
  } finally {
    await db.execute(sql.raw(`drop database ${name} with (force)`));
  }
});

test("a migration that waits for a lock releases its own locks, and continues when that lock is released", async () => {
  await withDatabase("", async (empty) => {
    const other = await connect(empty);
    await other.query("begin; create schema drizzle");
    let tries = 0;
    const migrated = migrate(empty, { onBusy: () => void tries++ });
    await vi.waitFor(() => expect(tries).toBeGreaterThan(0), { timeout: 15_000 });
    await other.query("rollback");
    await other.end();
    await migrated;
    expect(await versionOf(empty)).toBe("current");
  });
});

test("a migration that waits too long for a lock fails with an explanation and changes nothing", async () => {
  await withDatabase("", async (empty) => {
    const other = await connect(empty);
    await other.query("begin; create schema drizzle");
    await expect(migrate(empty, { timeout: 0 })).rejects.toThrow(
      "Nothing was changed. Try again when it has ended.",
    );
    expect(await versionOf(empty)).toBe("older");
    await other.end();
  });
});

test("a schema newer than this version is not migrated and not reported as current", async () => {
  await withDatabase(`template ${process.env.TEST_TEMPLATE}`, async (copy) => {
    const client = await connect(copy);
    await client.query(
      "insert into drizzle.__drizzle_migrations (hash, created_at) values ('next', 9999999999999)",
    );
    await client.end();
    expect(await versionOf(copy)).toBe("newer");
    await expect(migrate(copy)).rejects.toThrow("A newer version of Usher has migrated");
  });
});

test.each([
  ["all", [1795414615589, 1795936483193]],
  ["some", [1795414615589]],
])(
  "a database with %s migrations from before the first release isn't migrated, and the error explains how to start over",
  async (_, applied) => {
    await withDatabase(`template ${process.env.TEST_TEMPLATE}`, async (copy) => {
      const client = await connect(copy);
      await client.query("truncate drizzle.__drizzle_migrations");
      await client.query(
        "insert into drizzle.__drizzle_migrations (hash, created_at) select 'old', unnest($1::bigint[])",
        [applied],
      );
      await client.end();
      expect(await versionOf(copy)).toBe("unreleased");
      await expect(migrate(copy)).rejects.toThrow(
        "Run npm run db:reset, which deletes everything in this database",
      );
      await reset({ url: copy, setting: "DATABASE_URL" });
      await migrate(copy);
      expect(await versionOf(copy)).toBe("current");
    });
  },
);

test("a migration that was changed after it was applied is noticed, and nothing is migrated", async () => {
  await withDatabase(`template ${process.env.TEST_TEMPLATE}`, async (copy) => {
    const client = await connect(copy);
    await client.query(
      `update drizzle.__drizzle_migrations set hash = 'another text'
      where created_at = (select min(created_at) from drizzle.__drizzle_migrations)`,
    );
    await client.end();
    expect(await versionOf(copy)).toBe("changed");
    await expect(migrate(copy)).rejects.toThrow("have another text than when they were applied");
    await reset({ url: copy, setting: "DATABASE_URL" });
    await migrate(copy);
    expect(await versionOf(copy)).toBe("current");
  });
});

async function withDatabase(options: string, work: (address: string) => Promise<void>): Promise<void> {
  const name = `${new URL(url).pathname.slice(1)}_other`;
  await db.execute(sql.raw(`create database ${name} ${options}`));
  try {
    await work(Object.assign(new URL(url), { pathname: `/${name}` }).href);
  } finally {
    await db.execute(sql.raw(`drop database ${name} with (force)`));
  }
}

async function connect(address: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: address });
  client.on("error", () => {}); // if a test fails, its database is dropped while it is connected
  await client.connect();
  return client;
}

async function versionOf(address: string) {
  const client = await connect(address);
  return await readSchemaVersion(client).finally(() => client.end());
}
