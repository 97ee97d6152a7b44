import { fileURLToPath } from "node:url";
import { readMigrationFiles } from "drizzle-orm/migrator";

/** Also correct in a build, whose only file of code is next to this folder. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL("./migrations", import.meta.url));

/** A migration: when it was written, which identifies it, and a hash of its text. */
export type Migration = { readonly when: number; readonly hash: string };

/** The migrations of this version. */
export function ownMigrations(): readonly Migration[] {
  return readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER }).map(({ folderMillis, hash }) => ({
    when: folderMillis,
    hash,
  }));
}
