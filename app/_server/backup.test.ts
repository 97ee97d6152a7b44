import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { eq, sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findContext } from "@/db/access/find-context";
import { createDatabase, type Database } from "@/db/client";
import { acceptInvitation } from "@/db/invitations/accept";
import { inviteUsers } from "@/db/invitations/invite";
import { migrate } from "@/db/migrate";
import { hashPassword } from "@/db/passwords/hash";
import { users } from "@/db/schema";
import { signIn } from "@/db/sessions/sign-in";
import { killWorkerOver } from "@/db/testing/email-queue";
import { type OrganizationKey, type Person, type Scenario, seedScenario } from "@/db/testing/scenario";
import { manageProcesses } from "@/scripts/managed-processes";
import { getFreePort } from "@/scripts/ports";
import { asAccount, changeOwner, postgresAccount } from "@/scripts/postgres-account";
import { isReachable } from "@/scripts/postgres-server";
import { log } from "./log";
import { documented } from "./testing/operations-guide";
import { startSmtp } from "./testing/smtp";
import { startWorker, stopWorker } from "./worker";

// Needs an installed PostgreSQL: the embedded one has no pg_dump, and a pg_dump of another version can't read a newer server.
const PROGRAMS = installedPostgres();
const PASSWORD = "a good long password";
const ADDRESS = "192.0.2.1";

const children = manageProcesses();
const folder = mkdtempSync(path.join(tmpdir(), "usher-backup-"));
const smtp = await startSmtp();
let port: number;
const urlOf = (role: "usher_owner" | "usher_app" | "postgres", name: string) =>
  `postgres://${role}:${role === "usher_owner" ? "choose-one" : "choose-another"}@127.0.0.1:${port}/${name}`;

beforeAll(async () => {
  log.level = "silent";
  if (!PROGRAMS) return;
  await startServer(PROGRAMS);
  await run(urlOf("postgres", "postgres"), ...documented("sql", "roles").split(/(?<=;)\n/));
  await run(urlOf("postgres", "postgres"), RESTORED);
  await migrate(urlOf("usher_owner", "usher"));
  await run(urlOf("usher_owner", "usher"), documented("sql", "grants"));
});

afterAll(async () => {
  await stopWorker();
  await smtp.close();
  await children.stop();
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf(!PROGRAMS)(
  "after a backup is restored as the guide says, users can sign in, invite and accept",
  async () => {
    const db = createDatabase(urlOf("usher_app", "usher"));
    const scenario = await seedScenario(db);
    await db
      .update(users)
      .set({ passwordHash: await hashPassword(PASSWORD) })
      .where(eq(users.rootId, scenario.organizations.meridian.id));
    const sentBefore = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await scenario.invite("alex", "acme", ["linus"]);
    await killWorkerOver(db, "10 seconds"); // like a backup that is taken while a worker is running a job
    shell(documented("sh", "backup"), { BACKUP_URL: urlOf("usher_owner", "usher") });
    startWorker(settings("usher"));
    await expect.poll(() => sentTo("linus").length, { timeout: 20_000 }).toBe(1); // it is lost, because the backup is older
    await stopWorker();
    await db.close();

    shell(documented("sh", "restore"), { RESTORED_URL: urlOf("usher_owner", "restored") });
    await run(urlOf("usher_owner", "restored"), documented("sql", "grants"));
    expect(await migrate(urlOf("usher_app", "restored")), "nothing is left to migrate").toBe(0);
    const restored = createDatabase(urlOf("usher_app", "restored"));
    startWorker(settings("restored"));
    await expect.poll(() => sentTo("linus").length, { timeout: 20_000 }).toBe(2);
    const [first, again] = sentTo("linus").map(({ headers, body }) => [
      headers.get("message-id"),
      linkIn(body),
    ]);
    expect(again).toEqual(first);

    const alex = await contextIn(restored, scenario, "alex", "acme");
    const input = { usernames: ["margaret"], groupIds: [], requestId: randomUUID() };
    expect(await inviteUsers({ ctx: alex, input })).toMatchObject([{ outcome: "invited" }]);
    await expect.poll(() => sentTo("margaret").length, { timeout: 20_000 }).toBe(1);
    for (const [person, link] of [
      ["grace", sentBefore.link],
      ["linus", linkIn(sentTo("linus")[0]?.body ?? "")],
      ["margaret", linkIn(sentTo("margaret")[0]?.body ?? "")],
    ] as const) {
      const session = await signedIn(restored, scenario, person, "meridian");
      await acceptInvitation({ db: restored, session, link, address: ADDRESS });
    }
    const members = await restored.execute(sql`
    select username
    from memberships
    where organization_id = ${scenario.organizations.acme.id} and origin = 'invited'
    order by username`);
    expect(members.map(({ username }) => username)).toEqual(["grace", "linus", "margaret"]);
    await expect(restored.execute(sql`delete from audit_events`)).rejects.toThrow();
    await restored.close();
  },
  120_000,
);

/** The newest PostgreSQL that is installed with all its programs, as packages of Debian and Ubuntu install it. */
function installedPostgres(): string | null {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).map(Number) : [];
  const folders = versions
    .filter((version) => version >= 15)
    .sort((one, other) => other - one)
    .map((version) => path.join(root, String(version), "bin"));
  const needed = ["initdb", "postgres", "pg_dump", "pg_restore"];
  return folders.find((bin) => needed.every((program) => existsSync(path.join(bin, program)))) ?? null;
}

async function startServer(bin: string): Promise<void> {
  const data = path.join(folder, "data");
  const account = postgresAccount(data);
  chmodSync(folder, 0o755);
  changeOwner(folder, account);
  port = await getFreePort();
  const initdb = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
  const made = await children.run({
    name: "initdb",
    ...asAccount(account, path.join(bin, "initdb"), initdb, [folder]),
    stdio: "ignore",
  });
  if (made !== 0) throw new Error("initdb failed.");
  const args = [
    "-D",
    data,
    "-p",
    String(port),
    "-c",
    "listen_addresses=127.0.0.1",
    "-c",
    "unix_socket_directories=",
    "-c",
    "fsync=off",
  ];
  children.start({
    name: "PostgreSQL",
    ...asAccount(account, path.join(bin, "postgres"), args, [data]),
    stdio: "ignore",
    stopSignal: "SIGINT",
  });
  while (!(await isReachable(urlOf("postgres", "postgres"))));
}

function shell(script: string, env: Record<string, string>): void {
  execFileSync("sh", ["-euc", script], {
    cwd: folder,
    env: { ...process.env, PATH: `${PROGRAMS}:${process.env.PATH}`, ...env },
    stdio: "pipe",
  });
}

const settings = (name: string) => ({
  DATABASE_URL: urlOf("usher_app", name),
  SMTP_URL: smtp.url,
  MAIL_FROM: "Usher <no-reply@usher.example>",
  BASE_URL: "https://usher.example",
  AUTH_SECRET: "only-for-the-tests-0123456789abcdef",
});

const RESTORED =
  "create database restored owner usher_owner template template0 " +
  "encoding 'UTF8' locale_provider icu icu_locale 'und' locale 'C.UTF-8'";

async function run(at: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: at });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

async function signedIn(db: Database, scenario: Scenario, username: Person, place: OrganizationKey) {
  const input = {
    root: scenario.handle,
    organizationId: scenario.organizations[place].id,
    username,
    password: PASSWORD,
  };
  return await signIn({ db, input, address: ADDRESS, userAgent: "", device: null, replaces: null });
}

async function contextIn(db: Database, scenario: Scenario, username: Person, place: OrganizationKey) {
  const session = await signedIn(db, scenario, username, place);
  const organizationId = scenario.organizations[place].id;
  const access = await findContext({ db, session, root: scenario.handle, organizationId, address: ADDRESS });
  if (access.state !== "open") throw new Error(`${username} cannot work there: ${access.state}.`);
  return access.ctx;
}

function sentTo(username: string) {
  return smtp.emails.filter(({ to }) => to[0]?.startsWith(`${username}@`));
}

function linkIn(body: string): string {
  return /\/accept\/([A-Za-z0-9_-]{43})/.exec(body.replaceAll(/=\r\n/g, ""))?.[1] ?? "none";
}
