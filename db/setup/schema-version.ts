import type pg from "pg";
import { type DatabaseAddress, describeDatabase } from "@/db/connection/connection-problem";
import journal from "@/db/migrations/meta/_journal.json" with { type: "json" };

/**
 * The schema of a database, compared with the one that this version of Usher needs. `unreleased`: it was created by
 * migrations that were replaced before the first release.
 */
export type SchemaVersion = "current" | "older" | "newer" | "unreleased";

const MIGRATIONS = new Set(journal.entries.map(({ when }) => when));
const LAST = Math.max(...MIGRATIONS);

/**
 * Reads which schema a database has.
 * @param client an open connection; the user needs only to read `drizzle.__drizzle_migrations`
 * @returns `older` also for an empty database
 */
export async function readSchemaVersion(client: pg.Client): Promise<SchemaVersion> {
  const applied = await readAppliedMigrations(client);
  if (applied.length === 0) return "older";
  if (applied.some((when) => when > LAST)) return "newer";
  if (!applied.every((when) => MIGRATIONS.has(when))) return "unreleased";
  return applied.includes(LAST) ? "current" : "older";
}

/** Reads the times that identify the migrations of a database. */
export async function readAppliedMigrations(client: pg.Client): Promise<number[]> {
  const { rows: tables } = await client.query<{ found: boolean }>(
    "select to_regclass('drizzle.__drizzle_migrations') is not null as found",
  );
  if (!tables[0]?.found) return [];
  const { rows } = await client.query<{ when: string }>(
    'select created_at::text as "when" from drizzle.__drizzle_migrations',
  );
  return rows.map(({ when }) => Number(when));
}

/** Explains why this version can't run with such a schema, and what to do. */
export function schemaProblem(version: Exclude<SchemaVersion, "current">, address: DatabaseAddress): string {
  const database = describeDatabase(address);
  switch (version) {
    case "older":
      return `The tables of ${database} are older than this version of Usher. Run the migrations first: node migrate.js, or npm run db:migrate`;
    case "newer":
      return `A newer version of Usher has migrated ${database}. Start that version, or restore a backup from before.`;
    case "unreleased":
      return (
        `The tables of ${database} come from a version of Usher before its first release and can't be upgraded. ` +
        "Run npm run db:reset, which deletes everything in this database, or use an empty one. Then start again."
      );
  }
}
