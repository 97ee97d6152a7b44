import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { exportAudit } from "@/db/audit/export";
import { listAudit } from "@/db/audit/list";
import { causeOf, record } from "@/db/audit/record";
import { ALL_EVENTS } from "@/db/testing/audit-filter";
import { testDatabase } from "@/db/testing/database";
import { pagesOf } from "@/db/testing/paging";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import type { AuditRow } from "./types";

const { db } = testDatabase();

describe("a long audit log", () => {
  let scenario: Scenario;
  const COUNT = 105;
  beforeAll(async () => {
    scenario = await seedScenario(db);
    const { acme, meridian } = scenario.organizations;
    await db.execute(sql`
      insert into audit_events (organization_id, acting_from_id, at, actor_name, action, outcome, subject_name)
      select ${acme.id}, case when n % 3 = 0 then ${meridian.id}::uuid end,
        timestamptz '2026-03-01' + n % 7 * interval '1 minute',
        'many-' || n % 5, 'users.edit', (case when n % 4 = 0 then 'refused' else 'done' end)::audit_outcome, 'about-' || n
      from generate_series(1, ${COUNT}) n`);
  });

  test.each([{}, { search: "about" }, { search: "many" }, { action: "users.edit" as const }])(
    "pages forward and back with %j, showing each event once even if several have the same time",
    async (filter) => {
      const ctx = await scenario.contextOf("alex", "acme");
      const { there, back, total } = await pagesOf((cursors) =>
        listAudit({ ctx, input: { ...ALL_EVENTS, ...filter, ...cursors } }),
      );
      expect(total.count).toBe(COUNT);
      expect(there.map((rows) => rows.length)).toEqual([20, 20, 20, 20, 20, 5]);
      expect(new Set(there.flat().map(({ id }) => id)).size).toBe(COUNT);
      expect(back).toEqual(there);
    },
  );

  test("shows events of the organization and its child organizations in one order", async () => {
    const ctx = await scenario.contextOf("ada", "meridian");
    for (let n = 0; n < 15; n++)
      await record(db, causeOf(ctx), { action: "groups.edit", details: { changes: {} } });
    const page = await listAudit({ ctx, input: ALL_EVENTS });
    expect(page.total.count).toBe(50);
    expect(page.rows.map(({ action }) => action)).toEqual([
      ...Array.from({ length: 15 }, () => "groups.edit"),
      ...Array.from({ length: 5 }, () => "users.edit"),
    ]);
  });

  test.each(["", "x", "bm9uc2Vuc2U", Buffer.from('["2026-03-01 00:00:00+00","x"]').toString("base64url")])(
    "the cursor %j reads as the first page",
    async (after) => {
      const page = await listAudit({
        ctx: await scenario.contextOf("alex", "acme"),
        input: { ...ALL_EVENTS, after },
      });
      expect(page.previous).toBeNull();
      expect(page.rows).toHaveLength(20);
    },
  );
});

test("a search finds events of any age, in the list and in the export", async () => {
  const scenario = await seedScenario(db);
  await db.execute(sql`
    insert into audit_events (organization_id, at, actor_name, action, subject_name)
    select
      ${scenario.organizations.acme.id},
      now() - n * interval '1 minute',
      'alex',
      'users.edit',
      case when n > 2997 then 'zq' else 'someone-' || n end
    from generate_series(1, 3000) n`);
  const ctx = await scenario.contextOf("alex", "acme");
  const search = (text: string) => listAudit({ ctx, input: { ...ALL_EVENTS, search: text } });
  const common = await search("SOMEONE");
  expect(common.total).toEqual({ count: 1000, more: true });
  expect(common.rows.at(0)?.subjectName).toBe("someone-1");
  expect(await search("someone-2997")).toMatchObject({
    total: { count: 1 },
    rows: [{ subjectName: "someone-2997" }],
  });
  expect((await search("ZQ ")).total).toEqual({ count: 3, more: false });
  expect(await rowsOf(exportAudit({ ctx, input: { ...ALL_EVENTS, search: "SOMEONE" } }))).toHaveLength(2997);
});

async function rowsOf(batches: AsyncGenerator<AuditRow[]>): Promise<AuditRow[]> {
  const rows: AuditRow[] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows;
}
