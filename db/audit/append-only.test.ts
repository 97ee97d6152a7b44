import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();
const AUDIT_TABLES = ["audit_events", "audit_names"];

beforeAll(async () => {
  const scenario = await seedScenario(db);
  await scenario.invite("alex", "acme", ["grace"]);
});

test("these are all tables of the audit", async () => {
  const tables = await db.execute<{ name: string }>(sql`
    select tablename as name from pg_tables where schemaname = 'public' and tablename like 'audit%' order by 1`);
  expect(tables.map(({ name }) => name)).toEqual(AUDIT_TABLES);
});

describe.each(AUDIT_TABLES)("not even the owner of %s", (table) => {
  test.each([
    ["changes it", `update ${table} set organization_id = gen_random_uuid()`],
    ["changes nothing in it", `update ${table} set organization_id = organization_id where false`],
    ["deletes from it", `delete from ${table}`],
    ["truncates it", `truncate ${table}`],
    ["truncates it with all that refers to it", `truncate organizations, ${table} cascade`],
    ["merges into it", `merge into ${table} a using (select 1) s on true when matched then delete`],
  ])("%s", async (_, statement) => {
    const before = await count(table);
    const refused = db.execute(sql.raw(statement)).catch((error: Error) => error.cause);
    expect(await refused).toMatchObject({ message: `${table} is append-only`, code: "23001" });
    expect(await count(table)).toBe(before);
    expect(before).toBeGreaterThan(0);
  });
});

async function count(table: string) {
  const [row] = await db.execute<{ count: number }>(sql.raw(`select count(*)::int from ${table}`));
  return row?.count ?? 0;
}
