import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { seedDemo } from "@/db/seed/demo";
import { testDatabase } from "@/db/testing/database";

const { db, url } = testDatabase();

test("several processes that start at once on an empty database bring it to this version together", async () => {
  const name = `${new URL(url).pathname.slice(1)}_empty`;
  await db.execute(sql.raw(`create database ${name}`));
  const empty = Object.assign(new URL(url), { pathname: `/${name}` }).href;
  try {
    await Promise.all([migrate(empty), migrate(empty), migrate(empty)]);
    expect(await seedDemo(empty)).toBe(true);
    expect(await seedDemo(empty)).toBe(false);
    const fresh = createDatabase(empty, { connections: 1 });
    expect(await fresh.execute(sql`select count(*)::int as people from users`)).toEqual([{ people: 12 }]);
    await fresh.close();
  } finally {
    await db.execute(sql.raw(`drop database ${name} with (force)`));
  }
});
