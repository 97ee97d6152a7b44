import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, type MockInstance, test, vi } from "vitest";
import { createDatabase, type Database } from "@/db/client";
import { isUnavailable } from "@/db/connection/unavailable";
import { inviteUsers } from "@/db/invitations/invite";
import { listInvitations } from "@/db/invitations/list";
import { migrate } from "@/db/migrate";
import { deleteOrganization } from "@/db/organizations/delete";
import { disableOrganization } from "@/db/organizations/disable";
import { emptyQueue, queuedJobs } from "@/db/testing/email-queue";
import { auditOf } from "@/db/testing/queries";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { seedAccounts } from "@/db/testing/seed-accounts";
import { BATCH_SIZE } from "@/lib/bulk-actions";
import { startTemporaryPostgres } from "@/scripts/embedded-postgres";
import { manageProcesses } from "@/scripts/managed-processes";
import { recreateDatabase, withDatabase } from "@/scripts/postgres-server";
import { currentOutage } from "./database-outage";
import { NOT_RECORDED } from "./jobs/deliver";
import { JOB_WAITS } from "./jobs/job-database";
import { log } from "./log";
import { startSmtp } from "./testing/smtp";
import { startWorker, stopWorker, workerState } from "./worker";

const children = manageProcesses();
const people = ["dennis", "grace", "linus"];
let url: string;
let db: Database;
let scenario: Scenario;
let warned: MockInstance<typeof log.warn>;
let smtp: Awaited<ReturnType<typeof startHeldSmtp>>;

beforeAll(async () => {
  const server = await startTemporaryPostgres(children);
  await recreateDatabase(server, "usher");
  url = withDatabase(server, "usher");
  await migrate(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(RECORD_TRIES);
  await client.end();
});

beforeEach(async () => {
  log.level = "silent";
  warned = vi.spyOn(log, "warn");
  db = createDatabase(url);
  scenario = await seedScenario(db);
  smtp = await startHeldSmtp();
});

afterEach(async () => {
  smtp.release();
  for (const setReadOnly of Object.values(WAYS)) await setReadOnly(false);
  await stopWorker();
  await smtp.close();
  await emptyQueue(db);
  await db.close();
});

afterAll(() => children.stop());

/** How a database becomes read-only: by a setting, while sessions are open, or by a failover, which closes them. */
const WAYS: Readonly<Record<string, (isOn: boolean) => Promise<void>>> = {
  "under open connections": async (isOn) => {
    await asAdministrator(`alter system set default_transaction_read_only = ${isOn}`);
    await asAdministrator("select pg_reload_conf()");
    const setting = "select current_setting('default_transaction_read_only')::boolean as on";
    await vi.waitUntil(async () => (await asAdministrator(setting))[0]?.on === isOn);
  },
  "with all connections cut": async (isOn) => {
    // Reset, because a setting of the database would take precedence over the server's.
    const change = isOn ? "set default_transaction_read_only = true" : "reset default_transaction_read_only";
    await asAdministrator(`alter database usher ${change}`);
    await asAdministrator(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'usher' and pid <> pg_backend_pid()",
    );
    // That also ends this test's own connections. Wait until all of them are new.
    await vi.waitUntil(() => areAllOpen(), 10_000);
  },
};

for (const [how, setReadOnly] of Object.entries(WAYS)) {
  test(`a database that is read-only for a while, ${how}, loses no email and no try, and says so meanwhile`, async () => {
    const ctx = await scenario.contextOf("alex", "acme");
    const another = { usernames: ["margaret"], groupIds: [], requestId: randomUUID() };
    await scenario.invite("alex", "acme", people);
    startWorker({ ...SETTINGS, DATABASE_URL: url, SMTP_URL: smtp.url });
    await smtp.arrival;

    await setReadOnly(true);
    smtp.release();
    await expect(inviteUsers({ ctx, input: another })).rejects.toSatisfy(isUnavailable);
    const { rows } = await listInvitations({ ctx, input: ALL, now: new Date() });
    expect(rows.map(({ username }) => username)).toEqual(people);
    await vi.waitUntil(() => warned.mock.calls.some(([, message]) => message === NOT_RECORDED), 10_000);

    await setReadOnly(false);
    await vi.waitUntil(async () => (await queuedJobs(db)).length === 0, { timeout: 60_000, interval: 100 });
    expect(await triedAgain()).toEqual([]);
    expect(smtp.emails.map(({ to }) => to[0]?.split("@")[0]).sort()).toEqual(people);
    const sent = await db.execute(sql`
      select subject_name, count(*)::int as times from audit_events
      where organization_id = ${scenario.organizations.acme.id} and action = 'invitations.send' group by 1 order by 1`);
    expect(sent).toEqual(people.map((name) => ({ subject_name: name, times: 1 })));
    expect(await inviteUsers({ ctx, input: another })).toMatchObject([{ outcome: "invited" }]);
  }, 120_000);
}

test("an idle worker logs that the database is read-only, and that it no longer is", async () => {
  const sentence =
    "The database takes no changes. Point DATABASE_URL at the primary, or end its read-only mode.";
  const logged = vi.spyOn(log, "info");
  globalThis.usherOutages = undefined; // those of earlier tests, whose worker was stopped before it could report the end
  startWorker({ ...SETTINGS, DATABASE_URL: url, SMTP_URL: smtp.url });
  await vi.waitUntil(() => workerState() === "running", 20_000);
  await WAYS["under open connections"]?.(true);
  await vi.waitUntil(() => warned.mock.calls.some(([, message]) => message === sentence), 30_000);
  expect(currentOutage(), "for its readiness").toEqual({ problem: "read-only", message: sentence });
  await WAYS["under open connections"]?.(false);
  await vi.waitUntil(
    () => logged.mock.calls.some(([, message]) => message === "The database takes changes again."),
    30_000,
  );
  expect(currentOutage()).toBeNull();
}, 120_000);

test("a batch of a deletion that is interrupted waits within its attempt until the database accepts changes again", async () => {
  const { globex } = scenario.organizations;
  const ctx = await scenario.contextOf("ada", "meridian");
  const input = { organizationId: globex.id, name: "Globex Retail" };
  await seedAccounts(db, globex.id, BATCH_SIZE + 10);
  await disableOrganization({ ctx, input });
  await deleteOrganization({ ctx, input });
  const holding = db.transaction(async (tx) => {
    await tx.execute(sql`select from memberships where organization_id = ${globex.id} for update`);
    startWorker({ ...SETTINGS, DATABASE_URL: url, SMTP_URL: smtp.url });
    await vi.waitUntil(async () => (await lockWaits()) > 0, 10_000);
    await WAYS["with all connections cut"]?.(true);
  });
  await expect(holding).rejects.toSatisfy(isUnavailable);
  await vi.waitUntil(() => warned.mock.calls.some(([, message]) => message === JOB_WAITS), 10_000);
  await WAYS["with all connections cut"]?.(false);
  await vi.waitUntil(async () => (await queuedJobs(db)).length === 0, { timeout: 60_000, interval: 100 });
  expect(await triedAgain()).toEqual([]);
  expect(await auditOf(scenario, "globex", "users.delete")).toHaveLength(BATCH_SIZE + 11);
  expect(await auditOf(scenario, "meridian", "organizations.delete")).toMatchObject([{ outcome: "done" }]);
}, 120_000);

async function lockWaits(): Promise<number> {
  const waiting = await db.execute(sql`select from pg_stat_activity where wait_event_type = 'Lock'`);
  return waiting.length;
}

async function asAdministrator(statement: string) {
  const administrator = createDatabase(withDatabase(url, "postgres"), { connections: 1 });
  const rows = await administrator.execute(sql.raw(statement));
  await administrator.close();
  return rows;
}

async function areAllOpen(): Promise<boolean> {
  const queries = Array.from({ length: 10 }, () => db.execute(sql`select 1`));
  return (await Promise.allSettled(queries)).every(({ status }) => status === "fulfilled");
}

/** The tasks of jobs that took more than one attempt. */
async function triedAgain() {
  return (await db.execute<{ task: string }>(sql`select distinct task from tried_again`)).map(
    ({ task }) => task,
  );
}

/** Responds only when the test allows it. */
async function startHeldSmtp() {
  let arrived = () => {};
  const arrival = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const server = await startSmtp({
    onRcptTo: (_address, _session, done) => {
      arrived();
      void held.then(() => done());
    },
  });
  return { ...server, arrival, release };
}

const RECORD_TRIES = `
  create table tried_again (task text);
  create function record_tries() returns trigger language plpgsql as $$
  begin
    insert into tried_again select identifier from graphile_worker._private_tasks where id = new.task_id;
    return null;
  end $$;
  create trigger record_tries after update on graphile_worker._private_jobs
    for each row when (new.attempts > old.attempts and old.attempts > 0) execute function record_tries()`;

const SETTINGS = {
  AUTH_SECRET: "only-for-the-tests-0123456789abcdef",
  MAIL_FROM: "Usher <no-reply@usher.example>",
  BASE_URL: "https://usher.example",
  WORKER_JOBS: 1,
};

const ALL = {
  filter: "all",
  sort: "username",
  descending: false,
  search: "",
  after: null,
  before: null,
} as const;
