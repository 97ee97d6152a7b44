import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { readDatabaseMetrics } from "@/db/metrics";
import { showPresence } from "@/db/queue/presence";
import { testDatabase } from "@/db/testing/database";
import { emptyQueue } from "@/db/testing/email-queue";
import { seedScenario } from "@/db/testing/scenario";
import { measurements, type PoolState } from "@/lib/measurements";

const { db, url } = testDatabase();

test("jobs are counted by task and state, and the age of the oldest due job is reported", async () => {
  await seedScenario(db);
  await emptyQueue(db);
  expect(await readDatabaseMetrics(db)).toEqual({ jobs: [], oldestSeconds: 0, failedEmails: 0, workers: 0 });
  await db.execute(sql`
    select graphile_worker.add_job('send-response-email', '{}', run_at := now() - interval '2 minutes'),
      graphile_worker.add_job('send-response-email', '{}', run_at := now() + interval '1 day'),
      graphile_worker.add_job('run-bulk-action', '{}', run_at := now() - interval '1 hour', job_key := 'under way'),
      graphile_worker.add_job('send-membership-end', '{}', job_key := 'retried'),
      graphile_worker.add_job('send-membership-end', '{}', job_key := 'given up', max_attempts := 1)`);
  await db.execute(sql`
    update graphile_worker._private_jobs set attempts = 1, last_error = 'x',
      locked_at = case when key = 'under way' then now() end, locked_by = case when key = 'under way' then 'w' end
    where key is not null`);
  const presence = await showPresence(url, "a worker");
  const { jobs, oldestSeconds, workers } = await readDatabaseMetrics(db);
  await presence.end();
  expect(new Set(jobs)).toEqual(
    new Set([
      { task: "send-response-email", state: "waiting", count: 2 },
      { task: "run-bulk-action", state: "running", count: 1 },
      { task: "send-membership-end", state: "retrying", count: 1 },
      { task: "send-membership-end", state: "failed", count: 1 },
    ]),
  );
  expect(oldestSeconds).toBeGreaterThan(119);
  expect(oldestSeconds).toBeLessThan(300);
  expect(workers).toBe(1);
});

test("permanently failed emails are counted while their invitation is pending, using an index", async () => {
  const scenario = await seedScenario(db);
  await scenario.invite("alex", "acme", ["grace", "linus"]);
  await db.execute(
    sql`update invitations set email_state = 'failed' where organization_id = ${scenario.organizations.acme.id}`,
  );
  await db.execute(sql`
    update invitations set status = 'deleted', ended_at = now(), end_reason = 'deleted', link_hash = null
    where organization_id = ${scenario.organizations.acme.id} and username = 'linus'`);
  expect((await readDatabaseMetrics(db)).failedEmails).toBe(1);
  const plan = await db.transaction(async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`);
    return await tx.execute(sql`
      explain select count(*) from invitations where status = 'pending' and email_state = 'failed'`);
  });
  expect(JSON.stringify(plan)).toContain("invitations_failed_email");
});

test("each statement reports its duration, including those in transactions and failed ones", async () => {
  const durations: number[] = [];
  const own = createDatabase(url, { application: "measured", connections: 1 });
  const unsubscribe = measurements.statement.subscribe(({ application, ms }) => {
    if (application === "measured") durations.push(ms);
  });
  await own.execute(sql`select pg_sleep(0.05)`);
  expect(durations).toHaveLength(1);
  expect(durations[0]).toBeGreaterThan(45);
  await own.transaction((tx) => tx.execute(sql`select 1`));
  expect(durations).toHaveLength(4); // begin, select, commit
  await own.execute(sql`select no_such_column`).catch(() => {});
  expect(durations).toHaveLength(5);
  unsubscribe();
  await own.execute(sql`select 1`);
  expect(durations).toHaveLength(5);
  await own.close();
});

test("a pool reports its state until it is closed", async () => {
  const own = createDatabase(url, { application: "reported", connections: 2 });
  await own.execute(sql`select 1`);
  expect(poolsNamed("reported")).toEqual([{ application: "reported", total: 1, idle: 1, waiting: 0 }]);
  await own.close();
  expect(poolsNamed("reported")).toEqual([]);
});

function poolsNamed(application: string): PoolState[] {
  const pools: PoolState[] = [];
  measurements.pools.publish((pool) => pools.push(pool));
  return pools.filter((pool) => pool.application === application);
}
