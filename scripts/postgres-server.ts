import { setTimeout } from "node:timers/promises";
import postgres from "postgres";

/** Whether the server answers and lets us in; waits a moment if not. */
export async function answers(url: string): Promise<boolean> {
  return await withServer(url, (sql) => sql`select 1`).then(
    () => true,
    () => setTimeout(50, false),
  );
}

export async function createDatabaseIfMissing(serverUrl: string, name: string): Promise<void> {
  await withServer(serverUrl, async (sql) => {
    const found = await sql`select 1 from pg_database where datname = ${name}`;
    if (!found.length) await sql`create database ${sql(name)}`;
  });
}

/** The database is empty afterwards; whoever was connected no longer is. */
export async function recreateDatabase(serverUrl: string, name: string): Promise<void> {
  await withServer(serverUrl, async (sql) => {
    await sql`drop database if exists ${sql(name)} with (force)`;
    await sql`create database ${sql(name)}`;
  });
}

export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await withServer(serverUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
}

/** The same server and account, another database. */
export function withDatabase(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

async function withServer(url: string, work: (sql: postgres.Sql) => PromiseLike<unknown>) {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
