import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { projectRoot } from "./paths";

const { url } = testDatabase();
const other = Object.assign(new URL(url), { pathname: "/postgres" }).href;
const { pathname, host, username } = new URL(url);

test.each([
  ["scripts/migrate.ts"],
  ["scripts/standalone/migrate.ts"],
  [
    "scripts/standalone/create-organization.ts",
    ..."--handle initech --name Initech --admin bill --email bill@initech.example".split(" "),
  ],
])("%s refuses two settings that lead to different databases", (...command) => {
  const { status, output } = run(command, { DATABASE_URL: other, DATABASE_DIRECT_URL: url });
  expect(output).toContain("DATABASE_URL and DATABASE_DIRECT_URL lead to different databases");
  expect(output).not.toMatch(/up to date|is created|\n +at /);
  expect(status).toBe(1);
});

test("a migration names the database that it updates, its user and the setting", () => {
  const settings = { DATABASE_URL: url, DATABASE_DIRECT_URL: url };
  const { output } = run(["scripts/standalone/migrate.ts"], settings);
  expect(output).toContain(
    `Migrating the database "${pathname.slice(1)}" at ${host} (DATABASE_DIRECT_URL) as ${username}\n`,
  );
  expect(output).toContain(
    `The tables are up to date in the database "${pathname.slice(1)}" at ${host} (DATABASE_DIRECT_URL)`,
  );
});

test("the driver prints no warning for sslmode=require", () => {
  const { output } = run(["scripts/standalone/migrate.ts"], { DATABASE_URL: `${url}?sslmode=require` });
  expect(output).toContain("It doesn't offer TLS.");
  expect(output).not.toContain("SECURITY WARNING");
});

function run(command: readonly string[], settings: Record<string, string>) {
  const { PATH, NODE_ENV } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", ...command], {
    cwd: projectRoot,
    env: { PATH, NODE_ENV, ...settings },
    encoding: "utf8",
  });
  return { status, output: stdout + stderr };
}
