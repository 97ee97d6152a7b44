import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { z } from "zod";

const LOCK = 7_215_833;
const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));

/**
 * Brings the tables and the job queue to this version. Safe when several processes start at once: they wait
 * for each other under an advisory lock.
 * @param databaseUrl postgres://…, of a user who may create tables and the extensions pg_trgm and btree_gin
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    if (!(await isCurrent(client))) await applyMigrations(drizzle(client), { migrationsFolder });
    await runMigrations({ connectionString: databaseUrl });
  } finally {
    await client.end();
  }
}

/** Even where nothing is left to do, drizzle asks for the right to create a schema, which the app's role lacks. */
async function isCurrent(client: pg.Client): Promise<boolean> {
  const journal = journalSchema.parse(
    JSON.parse(readFileSync(`${migrationsFolder}/meta/_journal.json`, "utf8")),
  );
  const newest = journal.entries.at(-1)?.when ?? 0;
  try {
    const found = await client.query(
      "select exists (select from drizzle.__drizzle_migrations where created_at >= $1) as current",
      [newest],
    );
    return found.rows[0]?.current === true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === "42P01") return false;
    throw error;
  }
}

const journalSchema = z.object({ entries: z.array(z.object({ when: z.number() })) });
