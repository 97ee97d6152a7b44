import pg from "pg";
import { reportPool } from "@/db/connection/pool-state";

/**
 * Opens the connections of the queue. graphile-worker's own pool removes its error handlers before it closes the connections,
 * so an error from the server would end the process.
 * @param url must bypass any pooler, which wouldn't pass on notifications
 */
export function openQueuePool(url: string, connections: number): pg.Pool {
  const application = "usher-queue";
  const pool = new pg.Pool({
    connectionString: url,
    fallback_application_name: application,
    max: connections,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
  });
  pool.on("error", () => {}); // the queue handles it
  pool.on("connect", (client) => client.on("error", () => {}));
  reportPool(pool, application);
  return pool;
}
