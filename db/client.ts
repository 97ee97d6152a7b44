import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";

export type Database = ReturnType<typeof createDatabase>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

type DatabaseOptions = {
  /** The most that are open at once. */
  readonly connections?: number;
  /** Hears each statement, for measuring. */
  readonly onStatement?: (statement: string) => void;
};

/**
 * A pool of connections to PostgreSQL. `close()` waits for what is under way, at most five seconds.
 * @param url postgres://…
 */
export function createDatabase(url: string, { connections = 10, onStatement }: DatabaseOptions = {}) {
  const client = postgres(url, { max: connections, connect_timeout: 5, onnotice: () => {} });
  const logger = onStatement ? { logQuery: onStatement } : false;
  return Object.assign(drizzle(client, { logger }), { close: () => client.end({ timeout: 5 }) });
}
