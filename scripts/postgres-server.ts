import { setTimeout } from "node:timers/promises";
import pg from "pg";

/** Whether the server accepts a connection; waits a moment if not. */
export async function isReachable(url: string): Promise<boolean> {
  return await withServer(url, (client) => client.query("select 1")).then(
    () => true,
    () => setTimeout(50, false),
  );
}

export async function createDatabaseIfMissing(serverUrl: string, name: string): Promise<void> {
  await withServer(serverUrl, async (client) => {
    const found = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (!found.rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
  });
}

/**
 * Drops the database if it exists, closes its connections, and creates an empty one.
 * @param options of `create database`, as SQL
 */
export async function recreateDatabase(serverUrl: string, name: string, options = ""): Promise<void> {
  await withServer(serverUrl, async (client) => {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
    const template = options && `template template0 ${options}`;
    await client.query(`create database ${client.escapeIdentifier(name)} ${template}`);
  });
}

export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await withServer(serverUrl, (client) =>
    client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`),
  );
}

/** The same server and account, another database. */
export function withDatabase(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

async function withServer(url: string, work: (client: pg.Client) => Promise<unknown>) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on("error", () => {}); // the query fails with it
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
