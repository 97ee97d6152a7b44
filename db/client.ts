import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";

export type Database = ReturnType<typeof createDatabase>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/**
 * A pool of connections to PostgreSQL. `close()` waits for what is under way, at most five seconds.
 * @param url postgres://…
 * @param connections the most that are open at once
 */
export function createDatabase(url: string, connections = 10) {
  const client = postgres(url, { max: connections, connect_timeout: 5, onnotice: () => {} });
  return Object.assign(drizzle(client), { close: () => client.end({ timeout: 5 }) });
}
