import { setTimeout as pause } from "node:timers/promises";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { type DatabaseAddress, describeDatabase, UnusableDatabase } from "@/db/connection/connection-problem";
import { MIGRATIONS_FOLDER } from "@/db/migration-files";
import {
  adviceOnDirectUrl,
  checkRequirements,
  checkRights,
  checkWritable,
  connectTo,
  createExtensions,
} from "@/db/setup/requirements";
import { readAppliedMigrations, readSchemaVersion, schemaProblem } from "@/db/setup/schema-version";

const LOCK = 7_215_833;

type Options = {
  /** The setting that contains the URL, for error messages. */
  readonly setting?: string;
  /** How long to try again, in milliseconds, while another session holds a lock on a table. */
  readonly timeout?: number;
  /** Called before each new try. */
  readonly onBusy?: () => void;
};

/**
 * Brings the tables and the job queue to this version. Safe when several processes start together: they wait for each other
 * under an advisory lock. Waits for a lock on a table for two seconds at most, because all other statements on the table wait
 * behind it. Then it rolls back and tries again.
 * @param url postgres://…, without a pooler. If there is nothing to migrate, its user needs no right to change tables
 * @returns how many migrations it has applied
 * @throws UnusableDatabase, with an explanation, if the database can't be used or migrated
 */
export async function migrate(
  url: string,
  { setting = "DATABASE_URL", timeout = 600_000, onBusy = () => {} }: Options = {},
): Promise<number> {
  const address = { url, setting };
  const client = await connectTo(address, { application: "usher-migrate" });
  try {
    await checkRequirements(client, address);
    await checkWritable(client, address);
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await client.query("set lock_timeout = '2s'");
    return await untilNotBusy(() => migrateNow(client, address), { timeout, onBusy, address });
  } finally {
    await client.end();
  }
}

async function migrateNow(client: pg.Client, address: DatabaseAddress): Promise<number> {
  const before = await readAppliedMigrations(client);
  const version = await readSchemaVersion(client);
  if (version !== "current" && version !== "older")
    throw new UnusableDatabase(schemaProblem(version, address));
  if (version === "older") {
    await checkRights(client, address);
    await createExtensions(client, address);
    await applyMigrations(drizzle(client), { migrationsFolder: MIGRATIONS_FOLDER });
  }
  await migrateQueue(address.url);
  return (await readAppliedMigrations(client)).length - before.length;
}

/** The queue doesn't set a lock_timeout itself. */
async function migrateQueue(url: string): Promise<void> {
  const pool = new pg.Pool({
    connectionString: url,
    fallback_application_name: "usher-migrate",
    max: 2,
    options: "-c lock_timeout=2s",
  });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  try {
    await runMigrations({ pgPool: pool });
  } finally {
    await pool.end();
  }
}

async function untilNotBusy<Result>(
  work: () => Promise<Result>,
  { timeout, onBusy, address }: { timeout: number; onBusy: () => void; address: DatabaseAddress },
): Promise<Result> {
  const deadline = Date.now() + timeout;
  for (let wait = 500; ; wait = Math.min(wait * 2, 10_000)) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof UnusableDatabase) throw error;
      const code = codeOf(error);
      if (code === "42501") throw new UnusableDatabase(notOwner(address, error), { cause: error });
      if (code !== "55P03") throw error;
      if (Date.now() >= deadline) throw new UnusableDatabase(stillBusy(address), { cause: error });
    }
    onBusy();
    await pause(wait);
  }
}

/** The code of the error, or of its cause. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  return "code" in error ? String(error.code) : codeOf(error.cause);
}

function notOwner(address: DatabaseAddress, error: unknown): string {
  const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  return (
    `The user of ${describeDatabase(address)} may not migrate it: ${reason}. ` +
    `Run the migration as the owner of the tables.${adviceOnDirectUrl(address)}`
  );
}

function stillBusy(address: DatabaseAddress): string {
  return (
    `Another session, perhaps a backup, still holds a lock on a table in ${describeDatabase(address)}. ` +
    "Nothing was changed. Try again when it has ended."
  );
}
