import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import { runMigrations } from "graphile-worker";
import pg from "pg";

const LOCK = 7_215_833;

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
    await applyMigrations(drizzle(client), {
      migrationsFolder: fileURLToPath(new URL("./migrations", import.meta.url)),
    });
    await runMigrations({ connectionString: databaseUrl });
  } finally {
    await client.end();
  }
}
