import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Reads a secret from `file`. If there is none, creates one that only the file's owner can read. */
export function readOrCreateSecret(file: string): string {
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600 });
  }
  return readFileSync(file, "utf8").trim();
}

/**
 * Makes a folder that only its owner can read. If PostgreSQL runs as another user, that user can pass through the folder to
 * its data, but not list what else is there.
 */
export function makePrivate(folder: string, passing: { readonly gid: number } | null = null): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (passing) chownSync(folder, process.getuid?.() ?? 0, passing.gid);
  chmodSync(folder, passing ? 0o710 : 0o700);
}
