import type pg from "pg";
import { type DatabaseAddress, nameOf } from "@/db/connection-problem";
import journal from "@/db/migrations/meta/_journal.json" with { type: "json" };

/** The schema of a database beside the one that this version of Usher knows. */
export type SchemaVersion = "current" | "older" | "newer";

const KNOWN = Math.max(...journal.entries.map(({ when }) => when));

/**
 * Reads which schema a database has.
 * @param client an open connection; the user needs only to read `drizzle.__drizzle_migrations`
 * @returns `older` also for an empty database
 */
export async function readSchemaVersion(client: pg.Client): Promise<SchemaVersion> {
  const { rows: tables } = await client.query<{ found: boolean }>(
    "select to_regclass('drizzle.__drizzle_migrations') is not null as found",
  );
  if (!tables[0]?.found) return "older";
  const { rows } = await client.query<{ last: string | null }>(
    "select max(created_at)::text as last from drizzle.__drizzle_migrations",
  );
  const last = Number(rows[0]?.last ?? 0);
  if (last === KNOWN) return "current";
  return last < KNOWN ? "older" : "newer";
}

/** The sentence for a schema that this version doesn't know yet. */
export function newerThanKnown(address: DatabaseAddress): string {
  return `A newer version of Usher has migrated ${nameOf(address)}. Start that version, or restore a backup from before.`;
}

/** The sentence for a schema that this version has outgrown. */
export function olderThanKnown(address: DatabaseAddress): string {
  return `The tables of ${nameOf(address)} are older than this version of Usher. Run the migrations first: node migrate.js, or npm run db:migrate`;
}
