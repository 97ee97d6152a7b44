import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findHolder, takeLock } from "./lock";
import { getFreePort } from "./ports";

test("a second command in the same folder says which command is running, and where", async () => {
  const folder = emptyFolder();
  const lock = await takeLock(folder, "npm start");
  lock.announce("http://localhost:3000", null);
  await expect(takeLock(folder, "npm run dev")).rejects.toThrow(
    `Usher already runs in this folder at http://localhost:3000 (npm start, process ${process.pid}).`,
  );
});

test("a lock that was released can be taken again", async () => {
  const folder = emptyFolder();
  const lock = await takeLock(folder, "npm start");
  lock.release();
  await expect(takeLock(folder, "npm start")).resolves.toBeDefined();
});

test("a lock left behind by a crash doesn't block a start", async () => {
  const folder = emptyFolder();
  writeFileSync(path.join(folder, "lock"), String(await getFreePort()));
  expect(await findHolder(folder)).toBeNull();
  await expect(takeLock(folder, "npm start")).resolves.toBeDefined();
});

test("a lock whose port is now used by another folder doesn't block a start", async () => {
  const [folder, other] = [emptyFolder(), emptyFolder()];
  await takeLock(other, "npm start");
  writeFileSync(path.join(folder, "lock"), readFileSync(path.join(other, "lock")));
  await expect(takeLock(folder, "npm start")).resolves.toBeDefined();
});

function emptyFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), "usher-lock-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
