import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { exportAudit } from "@/db/audit/export";
import { createDatabase } from "@/db/client";
import { ALL_EVENTS } from "@/db/testing/audit-filter";
import { testDatabase } from "@/db/testing/database";
import { seedScenario } from "@/db/testing/scenario";

const { db, url } = testDatabase();

test("an export reads 25 events at a time, only when they are requested", async () => {
  const scenario = await seedScenario(db);
  await db.execute(sql`
    insert into audit_events (organization_id, actor_name, action)
    select ${scenario.organizations.acme.id}, 'alex', 'sessions.create' from generate_series(1, 60)`);
  const statements: string[] = [];
  const counting = createDatabase(url, { connections: 1, onStatement: (text) => statements.push(text) });
  const ctx = { ...(await scenario.contextOf("alex", "acme")), db: counting };
  const sizes: number[] = [];
  for await (const rows of exportAudit({ ctx, input: ALL_EVENTS })) {
    sizes.push(rows.length);
    expect(statements).toHaveLength(sizes.length);
  }
  expect(sizes).toEqual([25, 25, 10]);
  await counting.close();
});
