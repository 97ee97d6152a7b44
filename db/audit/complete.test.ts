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

const WRITERS = findWriters();
const COMMANDS = WRITERS.filter(({ permission }) => permission !== null);
const OTHERS = WRITERS.filter(({ permission }) => permission === null);

test("every function that writes has an audit case, and every case a function", () => {
  const [names, cases] = [WRITERS.map(({ name }) => name), Object.keys(AUDIT_CASES)];
  expect(
    names.filter((name) => !cases.includes(name)),
    "Add a case to db/testing/audit-cases: how to call the function, and which event it records.",
  ).toEqual([]);
  expect(
    cases.filter((name) => !names.includes(name)),
    "No such function writes. Remove its case from db/testing/audit-cases.",
  ).toEqual([]);
});

test("every other function that writes has a refused call or the reason why it can't be refused", () => {
  expect(OTHERS.filter(({ name }) => AUDIT_CASES[name]?.refused === undefined)).toEqual([]);
});

describe("a change is recorded once", () => {
  test.each(Object.entries(AUDIT_CASES))("%s", async (_, { action, events = 1, arrange }) => {
    const all = await eventsOf(await arrange(await seedScenario(db)));
    const recorded = all.filter((event) => event.action === action);
    expect(recorded).toHaveLength(events);
    for (const event of recorded) expect(event).toMatchObject({ outcome: "done", named: true, requestId });
  });
});

describe("a missing permission is recorded", () => {
  test.each(COMMANDS)("$name", async ({ name, file, permission }) => {
    const scenario = await seedScenario(db);
    const ctx = { ...(await scenario.contextOf("alex", "acme")), permissions: new Set() };
    const { [name]: command }: Record<string, Command> = await import(file);
    const events = await eventsOf(() => expect(command?.({ ctx, input: {} })).rejects.toThrow(Forbidden));
    expect(events).toMatchObject([{ action: permission, outcome: "refused", actor: "alex", requestId }]);
  });
});

describe("a refusal without a permission is recorded", () => {
  const refusable = OTHERS.flatMap(({ name }) => {
    const refused = AUDIT_CASES[name]?.refused;
    return typeof refused === "function" ? [{ name, refused }] : [];
  });
  test.each(refusable)("$name", async ({ refused }) => {
    const call = await refused(await seedScenario(db));
    const events = await eventsOf(() => call().catch(() => {}));
    expect(events).toMatchObject([{ outcome: "refused", named: true, requestId }]);
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

type Command = (call: { ctx: object; input: object }) => Promise<unknown>;

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
  }>(sql`
    select action, outcome, actor_name as actor, coalesce(subject_name, details ->> 'kind') is not null as named, request_id as "requestId"
    from audit_events where id > ${before?.id ?? 0} order by id`);
}
