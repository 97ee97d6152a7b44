import type pg from "pg";
import { type DatabaseAddress, describeDatabase } from "@/db/connection/connection-problem";
import { type Migration, ownMigrations } from "@/db/migration-files";

/**
 * The schema of a database, compared with the one that this version of Usher needs. `unreleased`: it was created by
 * migrations that were replaced before the first release. `changed`: by a migration whose text was another one.
 */
export type SchemaVersion = "current" | "older" | "newer" | "unreleased" | "changed";

/**
 * Reads which schema a database has.
 * @param client an open connection; the user needs only to read `drizzle.__drizzle_migrations`
 * @returns `older` also for an empty database
 */
export async function readSchemaVersion(client: pg.Client): Promise<SchemaVersion> {
  const own = new Map(ownMigrations().map(({ when, hash }) => [when, hash]));
  const last = Math.max(...own.keys());
  const applied = await readAppliedMigrations(client);
  if (applied.some(({ when }) => when > last)) return "newer";
  if (!applied.every(({ when }) => own.has(when))) return "unreleased";
  if (!applied.every(({ when, hash }) => own.get(when) === hash)) return "changed";
  return applied.some(({ when }) => when === last) ? "current" : "older";
}

/** Reads the migrations of a database. */
export async function readAppliedMigrations(client: pg.Client): Promise<Migration[]> {
  const { rows: tables } = await client.query<{ found: boolean }>(
    "select to_regclass('drizzle.__drizzle_migrations') is not null as found",
  );
  if (!tables[0]?.found) return [];
  const { rows } = await client.query<{ when: string; hash: string }>(
    'select created_at::text as "when", hash from drizzle.__drizzle_migrations',
  );
  return rows.map(({ when, hash }) => ({ when: Number(when), hash }));
}

/** Explains why this version can't run with such a schema, and what to do. */
export function schemaProblem(version: Exclude<SchemaVersion, "current">, address: DatabaseAddress): string {
  const database = describeDatabase(address);
  switch (version) {
    case "older":
      return (
        `The tables of ${database} are older than this version of Usher. ` +
        "Run the migrations first: node migrate.js, or npm run db:migrate"
      );
    case "newer":
      return `A newer version of Usher has migrated ${database}. Start that version, or restore a backup from before.`;
    case "unreleased":
      return (
        `The tables of ${database} come from a version of Usher before its first release and can't be upgraded. ` +
        "Run npm run db:reset, which deletes everything in this database, or use an empty one. Then start again."
      );
    case "changed":
      return (
        `Migrations of ${database} have another text than when they were applied, ` +
        "so its tables may differ from what this version needs. Start the version that migrated it. " +
        "If you changed a migration yourself, undo that, or run npm run db:reset, " +
        "which deletes everything in this database."
      );
  }
}
