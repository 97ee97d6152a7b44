import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { makePrivate } from "./private-files";

const above = mkdtempSync(path.join(tmpdir(), "usher-private-"));
const folder = path.join(above, "home");
afterAll(() => rmSync(above, { recursive: true }));

test("only the owner can read the folder, also one that was open before", () => {
  spawnSync("mkdir", ["-m", "755", folder]);
  makePrivate(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test.runIf(process.getuid?.() === 0)(
  "PostgreSQL's account passes through the folder and can't list it",
  () => {
    const account = { uid: 54_321, gid: 54_321 };
    spawnSync("chmod", ["755", above]);
    writeFileSync(path.join(folder, "data"), "rows");
    makePrivate(folder, account);
    expect(as(account, "cat", path.join(folder, "data"))).toBe(0);
    expect(as(account, "ls", folder)).not.toBe(0);
    expect(as({ uid: 54_322, gid: 54_322 }, "cat", path.join(folder, "data"))).not.toBe(0);
  },
);

function as(account: { uid: number; gid: number }, command: string, argument: string) {
  return spawnSync(command, [argument], account).status;
}
