import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { documented } from "@/app/_server/testing/operations-guide";
import { startSmtp } from "@/app/_server/testing/smtp";
import { startWorker, stopWorker } from "@/app/_server/worker";
import { createDatabase, type Database } from "@/db/client";
import { acceptInvitation } from "@/db/invitations/accept";
import { migrate } from "@/db/migrate";
import { checkTableRights, connectTo } from "@/db/setup/requirements";
import { seedScenario } from "@/db/testing/scenario";

// Roles belong to the whole server, so their names contain an id of this run.
const [owner, app, name] = ["owner", "app", "db"].map((part) => `usher_${part}_${randomUUID().slice(0, 8)}`);
const serverUrl = process.env.TEST_DATABASE_URL ?? "";
const url = (role = owner, password = "choose-one") =>
  Object.assign(new URL(serverUrl), { username: role, password, pathname: `/${name}` }).href;
const appUrl = url(app, "choose-another");

let db: Database;

beforeAll(async () => {
  await run(serverUrl, ...statements("roles").split(/(?<=;)\n/)); // a database can't be created together with other statements
  await migrate(url());
  await run(url(), statements("grants"));
  await run(url(), statements("grants")); // as after an upgrade
  db = createDatabase(appUrl, { connections: 8 });
});

afterAll(async () => {
  await db.close();
  await run(serverUrl, `drop database ${name} with (force)`, `drop role ${app}, ${owner}`);
});

describe("with the two roles of docs/operations.md", () => {
  test("inviting, sending and accepting work with the app's role", async () => {
    const smtp = await startSmtp();
    const scenario = await seedScenario(db);
    await scenario.invite("alex", "acme", ["grace"]);
    startWorker({
      DATABASE_URL: appUrl,
      SMTP_URL: smtp.url,
      MAIL_FROM: "Usher <no-reply@usher.example>",
      BASE_URL: "https://usher.example",
      AUTH_SECRET: "only-for-the-tests-0123456789abcdef",
    });
    await expect.poll(() => smtp.emails.length, { timeout: 15_000 }).toBe(1);
    await stopWorker();
    await smtp.close();
    const { response } = await scenario.inviteAndDeliver("alex", "acme", "linus");
    await acceptInvitation(response);
    const [row] = await db.execute(
      sql`select count(*)::int as joined from memberships where origin = 'invited'`,
    );
    expect(row).toEqual({ joined: 1 });
  });

  test("the database doesn't take its locale from the server", async () => {
    const [database] = await db.execute(
      sql`select datlocprovider as provider, pg_encoding_to_char(encoding) as encoding from pg_database
        where datname = current_database()`,
    );
    expect(database).toEqual({ provider: "i", encoding: "UTF8" });
  });

  test("a start with the app's role finds nothing to migrate", async () => {
    expect(await migrate(appUrl)).toBe(0);
  });

  test.each([
    ["revoke usage on schema public from usher_app", /public.account_notices, .* and \d+ more\./],
    ["revoke usage on schema graphile_worker from usher_app", "graphile_worker._private_jobs"],
    ["revoke usage on schema drizzle from usher_app", "drizzle.__drizzle_migrations"],
    ["revoke insert on audit_events from usher_app", "public.audit_events"],
    ["revoke update on invitations from usher_app", "public.invitations"],
    ["revoke delete on graphile_worker._private_jobs from usher_app", "graphile_worker._private_jobs"],
    ["revoke usage on all sequences in schema graphile_worker from usher_app", "graphile_worker.jobs_id_seq"],
    ["drop policy usher_app on graphile_worker._private_jobs", "graphile_worker._private_jobs"],
  ])("a start without what the grants give is refused in a sentence: %s", async (statement, relation) => {
    await checkAppRights();
    await run(url(), statement.replace("usher_app", app ?? ""));
    await expect(checkAppRights()).rejects.toThrow(relation);
    await expect(checkAppRights()).rejects.toThrow('"Two database roles" in docs/operations.md');
    await run(url(), statements("grants"));
    await checkAppRights();
  });

  test.each([
    "update audit_events set actor_name = 'somebody else'",
    "delete from audit_events",
    "truncate audit_events",
    "truncate organizations cascade",
    "truncate graphile_worker._private_jobs",
    "alter table audit_events disable trigger all",
    "drop trigger refuse_audit_change on audit_events",
    "create or replace function refuse_audit_change() returns trigger language plpgsql as 'begin return null; end'",
    "create trigger mine before insert on audit_events for each row execute function refuse_audit_change()",
    "create rule mine as on insert to audit_events do instead nothing",
    "set session_replication_role = replica",
    "alter table audit_events owner to current_user",
    "create table mine (id int)",
    "create schema mine",
    "drop table audit_events",
    "delete from drizzle.__drizzle_migrations",
    "copy audit_events to program 'cat'",
  ])("the app's role is refused: %s", async (attack) => {
    const [before] = await count();
    await expect(run(appUrl, attack)).rejects.toMatchObject({ code: "42501" });
    expect(await count()).toEqual([before]);
    expect(before).not.toEqual({ events: 0 });
  });

  test("a second role, made to change the password, has the same rights, even while the first can't log in", async () => {
    const second = `${app}_second`;
    const secondUrl = url(second, "choose-a-third");
    await run(serverUrl, statements("second role").replace("usher_second", second));
    await run(serverUrl, `alter role ${app} nologin`);
    const other = createDatabase(secondUrl, { connections: 2 });
    try {
      await checkRightsOf(secondUrl);
      const scenario = await seedScenario(other);
      const { response } = await scenario.inviteAndDeliver("alex", "acme", "linus");
      await acceptInvitation(response);
      const jobs = await other.execute(sql`select from graphile_worker._private_jobs`);
      expect(jobs.length, "its policies let it see the queue").toBeGreaterThan(0);
    } finally {
      await other.close();
      await run(serverUrl, `alter role ${app} login`, `drop role ${second}`);
    }
  });

  test("the app's role gets the rights that it needs on tables of a later version", async () => {
    await run(url(), "create table later (id bigint generated always as identity, word text)");
    await run(
      appUrl,
      "insert into later (word) values ('a'); update later set word = 'b'; delete from later",
    );
    await expect(run(appUrl, "truncate later")).rejects.toMatchObject({ code: "42501" });
    await run(url(), "drop table later");
  });
});

function count() {
  return db.execute(sql`select count(*)::int as events from audit_events`);
}

function checkAppRights(): Promise<void> {
  return checkRightsOf(appUrl);
}

async function checkRightsOf(url: string): Promise<void> {
  const address = { url, setting: "DATABASE_URL" };
  const client = await connectTo(address);
  await checkTableRights(client, address).finally(() => client.end());
}

/** The statements of one block of the guide, with the names of this run. */
function statements(title: string): string {
  return documented("sql", title)
    .replaceAll("usher_owner", owner ?? "")
    .replaceAll("usher_app", app ?? "")
    .replace("create database usher ", `create database ${name} `);
}

async function run(at: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: at });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
