import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { expect, test } from "vitest";
import { SETTINGS } from "@/app/_server/env";
import { projectRoot } from "./paths";

const example = readFileSync(path.join(projectRoot, ".env.example"), "utf8");
const filled = example.replace(/^# (?=[A-Z_]+=)/gm, "");
const settings = parseEnv(filled);

test(".env.example lists every setting", () => {
  expect(Object.keys(settings)).toEqual(expect.arrayContaining([...SETTINGS]));
});

test("a shell that sources .env.example reads the same values as Node", () => {
  const script = `set -a; eval "$ENV_EXAMPLE"; exec "$NODE" -p 'JSON.stringify(process.env)'`;
  const env = {
    PATH: process.env.PATH,
    NODE: process.execPath,
    ENV_EXAMPLE: filled,
    NODE_ENV: "test" as const,
  };
  expect(JSON.parse(execFileSync("/bin/sh", ["-c", script], { env, encoding: "utf8" }))).toMatchObject(
    settings,
  );
});

test("all URLs in .env.example are in quotes, so that a shell keeps an & that is added to them", () => {
  expect(filled.match(/^\w+_URL=(?!").*$/gm)).toBeNull();
});
