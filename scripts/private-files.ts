import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** A secret that is made once, kept in `file`, and readable by its owner alone. */
export function readOrCreateSecret(file: string): string {
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600 });
  }
  return readFileSync(file, "utf8").trim();
}

/**
 * Makes a folder that only its owner can read. Where PostgreSQL runs under an account of its own, the account may pass
 * through to its data, and can't list what else is there.
 */
export function makePrivate(folder: string, passing: { readonly gid: number } | null = null): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (passing) chownSync(folder, process.getuid?.() ?? 0, passing.gid);
  chmodSync(folder, passing ? 0o710 : 0o700);
}
