import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { documented } from "@/app/_server/testing/operations-guide";
import { processResetRequest } from "@/db/passwords/process-reset-request";
import { testDatabase } from "@/db/testing/database";
import { projectRoot } from "./paths";
import { readOptions } from "./root-organization";

const { db, url } = testDatabase();

const GIVEN = [
  ...["--handle", "initech", "--name", "Initech Inc.", "--admin", "Bill"],
  ...["--email", "bill@initech.example"],
];

describe("npm run create-organization", () => {
  test("creates a root organization with its first administrator and queues the email to them, once", async () => {
    const first = await run(GIVEN);
    expect(first.output).toContain("Initech Inc. is created. Sign in at https://usher.example/t/initech");
    expect(first.code).toBe(0);
    const [made] = await db.execute(sql`
      select o.name, u.username, u.name as "personName", g.name as "group"
      from organizations o join users u on u.managing_organization_id = o.id
      join membership_groups mg on mg.user_id = u.id join groups g on g.id = mg.group_id
      where o.handle = 'initech'`);
    expect(made).toEqual({
      name: "Initech Inc.",
      username: "bill",
      personName: "Bill",
      group: "Administrators",
    });
    const jobs = await db.execute(sql`select task_identifier as task from graphile_worker.jobs`);
    expect(jobs).toEqual([{ task: "send-password-link" }]);

    const second = await run(GIVEN);
    expect(second.output).toContain("The handle initech is already in use.");
    expect(second.output).not.toContain("    at ");
    expect(second.code).toBe(1);
    const [count] = await db.execute(sql`select count(*)::int as users from users`);
    expect(count).toEqual({ users: 1 });
  });

  test("without BASE_URL, it says what to set", async () => {
    const given = GIVEN.map((value) => (value === "initech" ? "hooli" : value));
    const { code, output } = await run(given, { BASE_URL: "" });
    expect(output).toContain("Sign in at /t/hooli of the address that you set as BASE_URL");
    expect(code).toBe(0);
  });

  test("an invalid administrator is reported with the name of the option, and nothing is created", async () => {
    const { code, output } = await run([
      ...["--handle", "initrode", "--name", "Initrode", "--admin", "bill l", "--email", "bill@"],
    ]);
    expect(code).toBe(1);
    expect(output).toContain("--admin: Use 1 to 64 characters");
    expect(output).toContain("--email: Enter one valid email address, such as name@example.com.");
    const [count] = await db.execute(sql`select count(*)::int from organizations where handle = 'initrode'`);
    expect(count).toEqual({ count: 0 });
  });

  test("wrong options are explained, and the database isn't touched", async () => {
    const { code, output } = await run(["--handle", "Initech", "--size", "10"]);
    expect(code).toBe(1);
    expect(output).toContain("Unknown option '--size'.");
    expect(output).not.toContain("    at ");
  });

  test("missing options are named with those that have a wrong form", () => {
    expect(() => readOptions(["--handle", "Init ech", "--name", "Initech", "--email", "  "])).toThrow(
      /^--admin is missing\.\n--email is missing\.\n--handle: .+\n\n--help lists the options\.$/,
    );
  });

  test("shows its options", async () => {
    const { code, output } = await run(["--help"]);
    expect(code).toBe(0);
    expect(output).toContain("--admin-name  the administrator's name");
  });
});

test("correcting a wrong email address as the guide says invalidates the link that was sent to it", async () => {
  const given = GIVEN.map((value) => (value === "initech" ? "acme" : value === "Bill" ? "ada" : value));
  expect((await run(given)).output).toContain('If the address is wrong, see "The first organization"');
  const links = sql`select from password_links l join users u on u.id = l.user_id where u.username = 'ada'`;
  expect(await db.execute(links)).toHaveLength(1);
  await db.execute(sql.raw(documented("sql", "address")));
  expect(await db.execute(links)).toHaveLength(0);
  expect(await db.execute(sql`select email, confirmed_email from users where username = 'ada'`)).toEqual([
    { email: "ada@acme.example", confirmed_email: "ada@acme.example" },
  ]);
  const [account] = await db.execute<{ organizationId: string; userId: string }>(
    sql`select managing_organization_id as "organizationId", id as "userId" from users where username = 'ada'`,
  );
  if (!account) throw new Error("There is no ada.");
  await processResetRequest({ db, account: { ...account, root: "acme" }, address: "192.0.2.1" });
  expect(await db.execute(links), "a new link is on its way").toHaveLength(1);
});

test.each([
  [[], "--handle is missing.\n--name is missing.\n--admin is missing.\n--email is missing."],
  [["--handle"], "Option '--handle <value>' argument missing."],
  [[...GIVEN, "more"], "Unexpected argument 'more'."],
  [[...GIVEN, "--handle", "In it"], "--handle: Use 1 to 63 lowercase letters, digits and hyphens"],
  [[...GIVEN, "--name", "two\nlines"], "--name: Enter the name on one line, without invisible characters."],
])("%j is rejected with a sentence", (given, sentence) => {
  expect(() => readOptions(given)).toThrow(sentence);
});

test("in a build, it doesn't migrate, but says to run migrate.js", async () => {
  await db.execute(
    sql`delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)`,
  );
  const before = await db.execute(sql`select * from drizzle.__drizzle_migrations`);
  const { code, output } = await run(
    GIVEN.map((value) => (value === "initech" ? "later" : value)),
    { script: "scripts/standalone/create-organization.ts" },
  );
  expect(output).toContain("are older than this version of Usher. Run the migrations first: node migrate.js");
  expect(output).not.toContain("Migrating");
  expect(output).not.toContain("    at ");
  expect(code).toBe(1);
  expect(await db.execute(sql`select * from drizzle.__drizzle_migrations`)).toEqual(before);
});

test("in a build, a read-only database is refused with what to use instead", async () => {
  const { code, output } = await run(GIVEN, {
    script: "scripts/standalone/create-organization.ts",
    DATABASE_URL: `${url}?options=-c%20default_transaction_read_only%3Don`,
  });
  expect(output).toMatch(
    /^\nUsher can't use .+ It is read-only, perhaps a standby\. Use the primary server\.\n$/,
  );
  expect(code).toBe(1);
});

test("the administrator's name is their username by default", () => {
  expect(readOptions(GIVEN)).toMatchObject({ username: "Bill", personName: "Bill" });
  expect(readOptions([...GIVEN, "--admin-name", "Bill Lumbergh"])).toMatchObject({
    personName: "Bill Lumbergh",
  });
});

async function run(
  given: readonly string[],
  { BASE_URL = "https://usher.example", script = "scripts/create-organization.ts", DATABASE_URL = url } = {},
) {
  const args = ["--import", "tsx", script, ...given];
  const { PATH, NODE_ENV } = process.env;
  const env = { PATH, NODE_ENV, DATABASE_URL, BASE_URL };
  const ended = promisify(execFile)(process.execPath, args, { cwd: projectRoot, env });
  return await ended.then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      output: stdout + stderr,
    }),
  );
}
