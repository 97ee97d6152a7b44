import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { startSmtp } from "@/app/_server/testing/smtp";
import { createDatabase } from "@/db/client";
import { createRoot } from "@/db/organizations/create-root";
import { hashPassword } from "@/db/passwords/hash";
import { DEMO_IDS, DEMO_PASSWORD, seedDemo } from "@/db/seed/demo";
import { send, signIn } from "@/e2e/fixtures/http";
import { startTemporaryPostgres } from "../embedded-postgres";
import { manageProcesses } from "../managed-processes";
import { projectRoot, standaloneOf, testDistDir } from "../paths";
import { getFreePort } from "../ports";
import { recreateDatabase, withDatabase } from "../postgres-server";
import { addMigration, anotherBuild, type Copy, copyBuild } from "./copy";

const processes = manageProcesses();
let copy: Copy;
let server: string;
let smtp: Awaited<ReturnType<typeof startSmtp>>;

beforeAll(async () => {
  copy = copyBuild(standaloneOf(testDistDir));
  server = await startTemporaryPostgres(processes);
  smtp = await startSmtp();
});

afterAll(async () => {
  copy.remove();
  await smtp.close();
  await processes.stop();
});

test("a copied build with Node alone migrates, creates an organization, sends email and signs people in", async () => {
  const env = await freshDatabase("whole");
  const db = createDatabase(env.DATABASE_URL);
  onTestFinished(() => db.close());
  const migrated = await copy.run("migrate.js", env);
  expect(migrated.output).toMatch(/Applied \d+ migrations?/);
  expect(migrated.code).toBe(0);
  const options = [
    "--handle",
    "initech",
    "--name",
    "Initech",
    "--admin",
    "bill",
    "--email",
    "bill@initech.example",
  ];
  const created = await copy.run("create-organization.js", env, options);
  expect(created.output).toContain("Initech is created");

  const worker = copy.start("worker.js", { ...env, BASE_URL: "http://localhost:3000" });
  onTestFinished(async () => void (await worker.stop()));
  await expect
    .poll(() => smtp.emails.map(({ to }) => to), { timeout: 30_000 })
    .toEqual([["bill@initech.example"]]);
  const app = await copy.serve({ ...env, WORKER: "none" });
  onTestFinished(async () => void (await app.stop()));

  const { version } = JSON.parse(readFileSync(path.join(projectRoot, "package.json"), "utf8"));
  const health = JSON.parse((await send("/api/health", { base: app.base })).body);
  expect(health).toEqual({ version, commit: expect.any(String), database: "up", worker: "elsewhere" });
  for (const { log } of [app, worker])
    expect(log()).toContain(`"version":"${version}","commit":"${health.commit}"`);

  const [bill] = await db.execute<{ id: string; organizationId: string }>(
    sql`select id, managing_organization_id as "organizationId" from users where username = 'bill'`,
  );
  if (!bill) throw new Error("There is no bill.");
  const password = "initech-and-its-fax-machine";
  await db.execute(
    sql`update users set password_hash = ${await hashPassword(password)} where id = ${bill.id}`,
  );
  const { organizationId } = bill;
  const cookie = await signIn(
    { root: "initech", organizationId, username: "bill", password },
    { base: app.base },
  );
  const settings = await send(`/t/initech/o/${organizationId}/settings`, { base: app.base, cookie });
  expect(settings.status).toBe(200);
  expect(settings.body.replaceAll("<!-- -->", "")).toContain(`Usher ${version} (commit ${health.commit})`);
  const script = /\/_next\/static\/[^"]+\.js/.exec(settings.body)?.[0] ?? "";
  expect((await send(script, { base: app.base })).status).toBe(200);

  expect(await app.stop()).toBe(143);
  expect(await worker.stop()).toBe(0);
});

test("an old version keeps working after the next one has migrated, but can't be restarted", async () => {
  const env = await freshDatabase("upgrade");
  expect((await copy.run("migrate.js", env)).code).toBe(0);
  await seedDemo(env.DATABASE_URL);
  const db = createDatabase(env.DATABASE_URL);
  onTestFinished(() => db.close());
  const app = await copy.serve(env);
  onTestFinished(async () => void (await app.stop()));
  const next = anotherBuild(copy);
  onTestFinished(next.remove);
  addMigration(next);
  const account = {
    root: "meridian",
    organizationId: DEMO_IDS.acme,
    username: "alex",
    password: DEMO_PASSWORD,
  };
  const use = async (handle: string) => {
    const cookie = await signIn(account, { base: app.base });
    for (const page of ["users", "groups", "settings"]) {
      const { status } = await send(`/t/meridian/o/${DEMO_IDS.acme}/${page}`, { base: app.base, cookie });
      expect(status, page).toBe(200);
    }
    const email = `peter@${handle}.example`;
    await createRoot({ db, input: { handle, name: handle, username: "peter", personName: "Peter", email } });
    await expect.poll(() => smtp.emails.flatMap(({ to }) => to), { timeout: 30_000 }).toContain(email);
  };
  await use("before");
  const migrated = await next.run("migrate.js", env);
  expect(migrated.output).toContain("Applied 1 migration to");
  await use("after");
  const again = await copy.run("app.js", { ...env, BASE_URL: app.base, PORT: String(await getFreePort()) });
  expect(again.output).toContain("A newer version of Usher has migrated");
  expect(again.code).toBe(1);
  const newer = await next.serve(env);
  expect(await newer.stop()).toBe(143);
});

test.each(["migrate.js", "worker.js", "app.js"])(
  "%s refuses arguments instead of ignoring them",
  async (program) => {
    const env = await freshDatabase(program.replace(".js", ""));
    const { code, output } = await copy.run(program, env, ["--help"]);
    expect(output).toContain(`${program} takes no arguments, but got --help.`);
    expect(code).toBe(1);
  },
);

test.each(["app.js", "worker.js"])(
  "%s says in its log which settings are missing, and ends",
  async (program) => {
    const { code, output } = await copy.run(program, { DATABASE_URL: server });
    expect(code).toBe(1);
    expect(output).toMatch(/^\{"level":"fatal".*SMTP_URL is missing.*AUTH_SECRET is missing/);
  },
);

test("with a wrong password only in DATABASE_DIRECT_URL, the readiness check of app.js names that setting", async () => {
  const env = await freshDatabase("direct");
  expect((await copy.run("migrate.js", env)).code).toBe(0);
  const DATABASE_DIRECT_URL = Object.assign(new URL(env.DATABASE_URL), { password: "wrong" }).href;
  const app = await copy.serve({ ...env, DATABASE_DIRECT_URL });
  onTestFinished(async () => void (await app.stop()));
  await expect
    .poll(async () => (await send("/api/health/ready", { base: app.base })).body, { timeout: 30_000 })
    .toContain("no email is sent. The database refuses the user or the password in DATABASE_DIRECT_URL.");
});

test("app.js ends with one sentence when its port is taken", async () => {
  const env = await freshDatabase("taken");
  const { code, output } = await copy.run("app.js", {
    ...env,
    BASE_URL: "http://localhost:3000",
    HOST: "127.0.0.1",
    PORT: new URL(server).port,
  });
  expect(output).toContain(`Port ${new URL(server).port} is taken. Set PORT to another one`);
  expect(output).not.toContain("stack");
  expect(code).toBe(1);
});

test("app.js ends with the same sentence when another program takes its port while it starts", async () => {
  const env = await freshDatabase("race");
  expect((await copy.run("migrate.js", env)).code).toBe(0);
  const blocker = new pg.Client({ connectionString: env.DATABASE_URL });
  await blocker.connect();
  onTestFinished(() => blocker.end());
  await blocker.query("begin; lock table assets"); // app.js stores its static files after it has looked at the port
  const port = await getFreePort();
  const own = { BASE_URL: "http://localhost:3000", HOST: "127.0.0.1", PORT: String(port), WORKER: "none" };
  const app = copy.start("app.js", { ...env, ...own });
  const waiting = "select from pg_locks where relation = 'assets'::regclass and not granted";
  await expect.poll(async () => (await blocker.query(waiting)).rowCount, { timeout: 30_000 }).toBe(1);
  const other = createServer().listen(port, "127.0.0.1");
  await once(other, "listening");
  onTestFinished(() => void other.close());
  await blocker.query("rollback");
  expect(await app.exitCode).toBe(1);
  expect(app.log()).toContain(`Port ${port} is taken. Set PORT to another one`);
  expect(app.log()).not.toContain("stack");
});

test("from the start, app.js responds to a request with its protections or not at all", async () => {
  const env = await freshDatabase("first");
  expect((await copy.run("migrate.js", env)).code).toBe(0);
  const port = await getFreePort();
  const base = `http://127.0.0.1:${port}`;
  const app = copy.start("app.js", {
    ...env,
    WORKER: "none",
    BASE_URL: base,
    HOST: "127.0.0.1",
    PORT: String(port),
  });
  onTestFinished(async () => void (await app.stop()));
  const responses: { status: number; isProtected: boolean }[] = [];
  while (responses.at(-1)?.status !== 404) {
    const response = await fetch(`${base}/_next/static/none.js`).catch(() => null);
    if (response)
      responses.push({ status: response.status, isProtected: response.headers.has("X-Request-Id") });
  }
  expect(responses.filter(({ status, isProtected }) => status !== 503 && !isProtected)).toEqual([]);
});

test.each(["migrate.js", "create-organization.js"])(
  "%s without DATABASE_URL says so, and starts no database",
  async (program) => {
    const options = [
      "--handle",
      "initech",
      "--name",
      "Initech",
      "--admin",
      "bill",
      "--email",
      "bill@initech.example",
    ];
    expect(await copy.run(program, {}, options)).toEqual({
      code: 1,
      output: "\nDATABASE_URL is missing. See .env.example.\n",
    });
  },
);

test.each(["app.js", "worker.js"])(
  "%s refuses a database that Usher can't use, in a sentence",
  async (program) => {
    const env = await freshDatabase("latin1", "encoding 'LATIN1' locale 'C' locale_provider libc");
    const { code, output } = await copy.run(program, {
      ...env,
      BASE_URL: "http://localhost:3000",
      PORT: String(await getFreePort()),
    });
    expect(output).toContain("Its encoding is LATIN1");
    expect(code).toBe(1);
  },
);

test("an app whose log can't be written, as on a full disk, responds to requests and ends on SIGTERM", async () => {
  const env = await freshDatabase("full");
  expect((await copy.run("migrate.js", env)).code).toBe(0);
  const full = openSync("/dev/full", "w");
  onTestFinished(() => closeSync(full));
  const app = await copy.serve(env, full);
  onTestFinished(async () => void (await app.stop()));
  for (const page of ["/", "/nowhere", "/api/health/ready"])
    expect((await send(page, { base: app.base })).status).toBeLessThan(500);
  expect(await app.stop()).toBe(143);
});

/** An empty database, and the settings that lead to it. */
async function freshDatabase(name: string, options = "") {
  await recreateDatabase(server, name, options);
  const url = withDatabase(server, name);
  const env = {
    DATABASE_URL: url,
    SMTP_URL: smtp.url,
    MAIL_FROM: "Usher <no-reply@usher.example>",
    AUTH_SECRET: "only-for-the-tests-0123456789abcdef",
  };
  return env;
}
