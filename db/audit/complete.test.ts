import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Forbidden } from "@/db/errors";
import { AUDIT_CASES } from "@/db/testing/audit-cases/all";
import type { RunCommand } from "@/db/testing/audit-cases/case";
import { findWriters } from "@/db/testing/audit-cases/find-writers";
import { testDatabase } from "@/db/testing/database";
import { queuedJobs } from "@/db/testing/email-queue";
import { seedScenario } from "@/db/testing/scenario";

const requestId = randomUUID();
const { db } = testDatabase({ requestId: () => requestId });

const FOUND = findWriters();
const VERBS = FOUND.filter(({ permission }) => permission !== null);
const OTHERS = FOUND.filter(({ permission }) => permission === null);

test("everything that the model can do has its row among the deeds, and every row its function", () => {
  const [found, rows] = [FOUND.map(({ name }) => name), Object.keys(AUDIT_CASES)];
  expect(
    found.filter((name) => !rows.includes(name)),
    "Say in db/testing/deeds how these are done, and what the audit tells of it.",
  ).toEqual([]);
  expect(
    rows.filter((name) => !found.includes(name)),
    "There are no such functions: take their rows out of db/testing/deeds.",
  ).toEqual([]);
});

test("whatever is no verb says how it is refused, or why it never is", () => {
  expect(OTHERS.filter(({ name }) => AUDIT_CASES[name]?.refused === undefined)).toEqual([]);
});

describe("what is done is recorded, each time once", () => {
  test.each(Object.entries(AUDIT_CASES))("%s", async (_, { tells, rows = 1, deed }) => {
    const told = (await eventsOf(await deed(await seedScenario(db)))).filter(
      ({ action }) => action === tells,
    );
    expect(told).toHaveLength(rows);
    for (const event of told) expect(event).toMatchObject({ outcome: "done", named: true, requestId });
  });
});

describe("what is refused for want of the permission is recorded", () => {
  test.each(VERBS)("$name", async ({ name, file, permission }) => {
    const scenario = await seedScenario(db);
    const ctx = { ...(await scenario.contextOf("alex", "acme")), permissions: new Set() };
    const { [name]: verb }: Record<string, Verb> = await import(file);
    const events = await eventsOf(() => expect(verb?.({ ctx, input: {} })).rejects.toThrow(Forbidden));
    expect(events).toMatchObject([{ action: permission, outcome: "refused", actor: "alex", requestId }]);
  });
});

describe("what needs no permission, and is refused, is recorded", () => {
  const refusable = OTHERS.flatMap(({ name }) => {
    const refused = AUDIT_CASES[name]?.refused;
    return typeof refused === "function" ? [{ name, refused }] : [];
  });
  test.each(refusable)("$name", async ({ refused }) => {
    const act = await refused(await seedScenario(db));
    const events = await eventsOf(() => act().catch(() => {}));
    expect(events).toMatchObject([{ outcome: "refused", named: true, requestId }]);
    expect(await eventsOf(() => act().catch(() => {})), "tried again within the hour").toEqual([]);
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

type Verb = (call: { ctx: object; input: object }) => Promise<unknown>;

/** What the audit tells of an act. */
async function eventsOf(act: RunCommand) {
  const [before] = await db.execute<{ id: number }>(
    sql`select coalesce(max(id), 0)::int as id from audit_events`,
  );
  await act();
  return db.execute<{
    action: string;
    outcome: string;
    actor: string | null;
    named: boolean;
    requestId: string;
  }>(sql`
    select action, outcome, actor_name as actor, coalesce(subject_name, details ->> 'kind') is not null as named, request_id as "requestId"
    from audit_events where id > ${before?.id ?? 0} order by id`);
}
