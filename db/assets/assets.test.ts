import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { findAsset, keepAssets } from "@/db/assets/assets";
import { testDatabase } from "@/db/testing/database";
import { race } from "@/db/testing/race";

const { db } = testDatabase();
const file = (text: string) => Buffer.from(text);

test("static files are kept while a build that contains them is running, and for 30 days after that", async () => {
  await keepAssets(
    db,
    new Map([
      ["chunks/old.js", file("old")],
      ["chunks/both.js", file("both")],
    ]),
  );
  await db.execute(sql`update assets set used_at = now() - interval '29 days'`);
  await keepAssets(
    db,
    new Map([
      ["chunks/both.js", file("both")],
      ["chunks/new.js", file("new")],
    ]),
  );
  expect(String(await findAsset(db, "chunks/old.js"))).toBe("old");
  expect(String(await findAsset(db, "chunks/new.js"))).toBe("new");
  await db.execute(sql`update assets set used_at = used_at - interval '2 days'`);
  await keepAssets(db, new Map());
  expect(await findAsset(db, "chunks/old.js")).toBeNull();
  expect(String(await findAsset(db, "chunks/both.js"))).toBe("both");
});

test("processes that start at the same time can store the same files", async () => {
  const names = Array.from({ length: 100 }, (_, index) => `chunks/${index}.js`);
  const files = names.map((name): [string, Buffer] => [name, file(name)]);
  const keep = [() => keepAssets(db, new Map(files)), () => keepAssets(db, new Map(files.toReversed()))];
  // A file in the middle, so that each process has already locked other files: first when they insert, then when they update.
  const insertLock = sql`insert into assets (path, content) values ('chunks/50.js', ${file("chunks/50.js")})`;
  const updateLock = sql`select from assets where path = 'chunks/50.js' for update`;
  for (const lock of [insertLock, updateLock]) {
    expect(await race(db, keep, { lock })).toMatchObject([{ status: "fulfilled" }, { status: "fulfilled" }]);
  }
  for (const name of names) expect(String(await findAsset(db, name))).toBe(name);
});

test("processes of two builds that start at the same time can store the files that both have", async () => {
  const both = ["z", "m", "a"].map((name): [string, Buffer] => [`both/${name}.js`, file(name)]);
  const large = Array.from({ length: 3000 }, (_, index): [string, Buffer] => [`large/${index}.js`, file("")]);
  for (const stored of both) await keepAssets(db, new Map([stored]));
  await keepAssets(db, new Map(large));
  await db.execute(sql`analyze assets`);
  // PostgreSQL finds few files in the index, in its order, but reads the whole table for many.
  const results = await race(
    db,
    [() => keepAssets(db, new Map([...both, ...large])), () => keepAssets(db, new Map(both))],
    { lock: sql`select from assets where path = 'both/m.js' for update` },
  );
  expect(results).toMatchObject([{ status: "fulfilled" }, { status: "fulfilled" }]);
});

test("no file is found for a path with a null character", async () => {
  expect(await findAsset(db, "chunks/\0.js")).toBeNull();
});
