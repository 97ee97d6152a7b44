import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { projectRoot } from "./paths";

test("a start doesn't install packages that npm ci left out or that have another version", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "usher-install-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(path.join(projectRoot, "scripts"), path.join(folder, "scripts"), { recursive: true });
  cpSync(path.join(projectRoot, "package-lock.json"), path.join(folder, "package-lock.json"));
  mkdirSync(path.join(folder, "node_modules"));
  writeFileSync(path.join(folder, "node_modules/.package-lock.json"), '{ "packages": {} }');
  // Without npm on the path, so that an installation would fail with another message.
  const { status, stderr } = spawnSync(process.execPath, ["scripts/run.mjs", "start.ts"], {
    cwd: folder,
    env: { PATH: "/nowhere", NODE_ENV: "production" },
    encoding: "utf8",
  });
  expect(stderr).toBe(
    "The packages in node_modules differ from package-lock.json. Run npm ci, then start again.\n",
  );
  expect(status).toBe(1);
});
