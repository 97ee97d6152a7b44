import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openEnvFile, readEnvFile } from "./settings";

test("a .env with a byte order mark sets its first variable too", () => {
  const file = path.join(temporaryFolder(), ".env");
  writeFileSync(file, '\uFEFFDATABASE_URL="postgres://usher@db.example/usher?a=1&b=2"\nPORT=3001\n');
  expect(readEnvFile(file)).toEqual({
    DATABASE_URL: "postgres://usher@db.example/usher?a=1&b=2",
    PORT: "3001",
  });
});

test("a .env that can't be read is refused with an explanation, but a missing one isn't", () => {
  const folder = temporaryFolder();
  expect(() => readEnvFile(folder)).toThrow(`${folder} can't be read: EISDIR`);
  expect(readEnvFile(path.join(folder, ".env"))).toEqual({});
});

test("a .env that every user of the machine can read gives a warning that says what to do", () => {
  const file = path.join(temporaryFolder(), ".env");
  expect(openEnvFile(file)).toBeNull();
  writeFileSync(file, "PORT=3001\n");
  chmodSync(file, 0o640);
  expect(openEnvFile(file)).toBeNull();
  chmodSync(file, 0o644);
  expect(openEnvFile(file)).toBe(`Every user of this machine can read ${file}. Run: chmod 600 ${file}`);
});

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "usher-settings-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
