import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { insertOrganization } from "@/db/organizations/insert";
import { testDatabase } from "@/db/testing/database";
import { projectRoot } from "./paths";

const { db, url } = testDatabase();
const name = new URL(url).pathname.slice(1);

beforeAll(async () => {
  await insertOrganization(db, { name: "Real customers", handle: "real" });
});

test("a reset that can't create everything again deletes nothing", async () => {
  const user = `reset_${name}`;
  // May delete the schemas, but not create one.
  await db.execute(sql.raw(`create role ${user} login password '${user}'`));
  await db.execute(sql.raw(`alter schema public owner to ${user}`));
  const asUser = Object.assign(new URL(url), { username: user, password: user }).href;
  const refused = await run("scripts/reset.ts", name, { DATABASE_URL: asUser });
  expect(refused.output).toContain("Nothing was deleted");
  expect(await organizations()).toBe(1);
  await db.execute(sql.raw("alter schema public owner to current_user"));
  await db.execute(sql.raw(`drop role ${user}`));
}, 60_000);

test("a read-only database isn't reset, and the error says what to use instead", async () => {
  const readOnly = `${url}?options=-c%20default_transaction_read_only%3Don`;
  const refused = await run("scripts/reset.ts", name, { DATABASE_URL: readOnly });
  expect(refused.code).toBe(1);
  expect(refused.output).toContain("It is read-only, perhaps a standby. Use the primary server.");
}, 60_000);

test("a database that isn't the embedded one is reset only if its name is typed, and gets no demo", async () => {
  for (const args of [[], ["another"], ["--force"]]) {
    const refused = await run("scripts/reset.ts", ...args);
    expect(refused.code).toBe(1);
    expect(refused.output).toContain(`This deletes everything in the database "${name}"`);
    expect(refused.output).not.toContain("    at ");
    expect(await organizations()).toBe(1);
  }
  const refusedSeed = await run("scripts/seed.ts");
  expect(refusedSeed.output).toContain("This adds users with a known password to");
  expect(await organizations()).toBe(1);

  await db.execute(
    sql`delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)`,
  );
  const fullSeed = await run("scripts/seed.ts", name);
  expect(fullSeed.code).toBe(1);
  expect(fullSeed.output).toContain("Nothing was added, because");
  expect(fullSeed.output).not.toContain("Migrating");
  expect(await organizations()).toBe(1);

  expect((await run("scripts/reset.ts", name)).code).toBe(0);
  expect(await organizations()).toBe(0);
}, 120_000);

async function organizations() {
  const [row] = await db.execute<{ count: number }>(sql`select count(*)::int as count from organizations`);
  return row?.count;
}

type Variables = Record<string, string>;

async function run(script: string, ...more: (string | Variables)[]) {
  const args = more.filter((argument) => typeof argument === "string");
  const variables = Object.assign({ DATABASE_URL: url }, ...more.filter((one) => typeof one === "object"));
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: "test" as const, ...variables };
  try {
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      ["--import", "tsx", script, ...args],
      {
        cwd: projectRoot,
        env,
      },
    );
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    if (!(error instanceof Error) || !("stdout" in error && "stderr" in error && "code" in error))
      throw error;
    return { code: error.code, output: `${error.stdout}${error.stderr}` };
  }
}
