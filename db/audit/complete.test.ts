import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Forbidden } from "@/db/errors";
import { AUDIT_CASES, COMMANDS } from "@/db/testing/audit-cases/all";
import type { RunCommand } from "@/db/testing/audit-cases/case";
import { testDatabase } from "@/db/testing/database";
import { queuedJobs } from "@/db/testing/email-queue";
import { seedScenario } from "@/db/testing/scenario";
import type { Permission } from "@/lib/permissions";

const requestId = randomUUID();
const { db } = testDatabase({ requestId: () => requestId });

describe("a change is recorded once", () => {
  test.each(Object.entries(AUDIT_CASES))("%s", async (_, { action, events = 1, arrange }) => {
    const all = await eventsOf(await arrange(await seedScenario(db)));
    const recorded = all.filter((event) => event.action === action);
    expect(recorded).toHaveLength(events);
    for (const event of recorded) expect(event).toMatchObject({ outcome: "done", named: true, requestId });
  });
});

describe("a missing permission is recorded", () => {
  test.each(COMMANDS)("$name", async ({ command }) => {
    const scenario = await seedScenario(db);
    const ctx = { ...(await scenario.contextOf("alex", "acme")), permissions: new Set<Permission>() };
    // Safe: the permission is checked before the input is read.
    const call = { ctx, input: {} as never };
    const events = await eventsOf(() => expect(command(call)).rejects.toThrow(Forbidden));
    const reason = { code: "not-allowed" };
    expect(events).toMatchObject([
      { action: command.permission, outcome: "refused", actor: "alex", requestId, details: { reason } },
    ]);
  });
});

describe("a refusal without a permission is recorded", () => {
  const refusable = Object.entries(AUDIT_CASES).flatMap(([name, auditCase]) => {
    const refused = "refused" in auditCase ? auditCase.refused : null;
    return typeof refused === "function" ? [{ name, refused }] : [];
  });
  test.each(refusable)("$name", async ({ refused }) => {
    const call = await refused(await seedScenario(db));
    const events = await eventsOf(() => call().catch(() => {}));
    const details = { reason: { code: expect.any(String) } };
    expect(events).toMatchObject([{ outcome: "refused", named: true, requestId, details }]);
    expect(await eventsOf(() => call().catch(() => {})), "tried again within the hour").toEqual([]);
  });
});

test("every job carries the request that queued it", async () => {
  const enqueuing = readdirSync("db", { recursive: true, encoding: "utf8" }).filter(
    (file) => /(?<!\.test)\.ts$/.test(file) && /\badd_jobs?\b/.test(readFileSync(`db/${file}`, "utf8")),
  );
  expect(enqueuing, "Use enqueue, which adds the request's id.").toEqual(["queue/enqueue.ts"]);

  const jobs = await queuedJobs(db);
  expect(jobs.length).toBeGreaterThan(5);
  expect(jobs.filter(({ payload }) => payload.requestId !== requestId)).toEqual([]);
});

/** The events that a call records. */
async function eventsOf(call: RunCommand) {
  const [before] = await db.execute<{ id: number }>(
    sql`select coalesce(max(id), 0)::int as id from audit_events`,
  );
  await call();
  return db.execute<{
    action: string;
    outcome: string;
    actor: string | null;
    named: boolean;
    requestId: string;
    details: Record<string, unknown>;
  }>(sql`
    select action, outcome, actor_name as actor, coalesce(subject_name, details ->> 'kind') is not null as named,
      request_id as "requestId", details
    from audit_events where id > ${before?.id ?? 0} order by id`);
}
