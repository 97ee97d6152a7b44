import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import { runMigrations } from "graphile-worker";
import postgres from "postgres";

const LOCK = 7_215_833;

/**
 * Brings the tables and the job queue to this version. Safe when several processes start at once: they wait
 * for each other under an advisory lock.
 * @param databaseUrl postgres://…, of a user who may create tables and the extensions pg_trgm and btree_gin
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const client = postgres(databaseUrl, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    await client`select pg_advisory_lock(${LOCK})`;
    await applyMigrations(drizzle(client), {
      migrationsFolder: fileURLToPath(new URL("./migrations", import.meta.url)),
    });
    await runMigrations({ connectionString: databaseUrl });
  } finally {
    await client.end({ timeout: 5 });
  }
}
