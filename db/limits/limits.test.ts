import { createHash, randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { Limited } from "@/db/errors";
import { consume, deleteEndedLimits } from "@/db/limits/limits";
import { testDatabase } from "@/db/testing/database";
import { race } from "@/db/testing/race";

const { db, url } = testDatabase();

test("several processes share a limit, even if they consume it at once", async () => {
  const other = createDatabase(url, { connections: 4 });
  const key = randomUUID();
  await consume(db, "sign-in-account-network", key, 8);
  const tries = Array.from(
    { length: 4 },
    (_, at) => () => consume(at % 2 ? db : other, "sign-in-account-network", key),
  );
  // All of them have read the current count before any of them writes.
  const results = await race(db, tries, { lock: sql`lock table rate_limits in share mode` });
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
  for (const result of results) {
    if (result.status === "rejected") expect(result.reason).toBeInstanceOf(Limited);
  }
  for (const process of [db, other]) {
    await expect(consume(process, "sign-in-account-network", key)).rejects.toThrow(
      "Too many attempts for this account from this network. Try again in 15 minutes.",
    );
  }
  await consume(other, "sign-in-account-network", randomUUID());
  await other.close();
});

test("the points of a key are deleted once their duration is over", async () => {
  const [ended, counting] = [randomUUID(), randomUUID()];
  for (const key of [ended, counting]) await consume(db, "sign-in-account-network", key);
  const rowOf = (key: string) =>
    sql`key = ${`sign-in-account-network:${createHash("sha256").update(key).digest("base64url")}`}`;
  await db.execute(sql`update rate_limits set expire = now() - interval '2 minutes' where ${rowOf(ended)}`);
  await deleteEndedLimits(db);
  expect(await db.execute(sql`select from rate_limits where ${rowOf(ended)}`)).toHaveLength(0);
  expect(await db.execute(sql`select from rate_limits where ${rowOf(counting)}`)).toHaveLength(1);
});
