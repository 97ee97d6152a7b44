import { chmodSync, chownSync, mkdirSync } from "node:fs";

/**
 * Makes a folder that only its owner can read. Where PostgreSQL runs under an account of its own, the account may pass
 * through to its data, and can't list what else is there.
 */
export function makePrivate(folder: string, passing: { readonly gid: number } | null = null): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (passing) chownSync(folder, process.getuid?.() ?? 0, passing.gid);
  chmodSync(folder, passing ? 0o710 : 0o700);
}
