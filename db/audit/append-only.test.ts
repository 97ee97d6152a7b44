import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();

beforeAll(async () => {
  const scenario = await seedScenario(db);
  await scenario.invite("alex", "acme", ["grace"]);
});

describe("the database user that owns the audit log can't", () => {
  test.each([
    ["update it", "update audit_events set organization_id = gen_random_uuid()"],
    [
      "run an update that matches no row",
      `update audit_events set organization_id = organization_id where false`,
    ],
    ["delete from it", `delete from audit_events`],
    ["truncate it", `truncate audit_events`],
    ["truncate it together with other tables", `truncate organizations, audit_events cascade`],
    ["merge into it", `merge into audit_events a using (select 1) s on true when matched then delete`],
  ])("%s", async (_, statement) => {
    const before = await count();
    const error = db.execute(sql.raw(statement)).catch((error: Error) => error.cause);
    expect(await error).toMatchObject({ message: "audit_events is append-only", code: "23001" });
    expect(await count()).toBe(before);
    expect(before).toBeGreaterThan(0);
  });
});

async function count() {
  const [row] = await db.execute<{ count: number }>(sql`select count(*)::int from audit_events`);
  return row?.count ?? 0;
}
