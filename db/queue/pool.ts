import pg from "pg";
import { reportPool } from "@/db/pool-state";

/**
 * The connections of the queue. It could open them itself, but lets go of them before they are closed: what the server
 * then says to one of them would end the process.
 * @param url past any pooler, which would not hand on what the queue listens for
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
  pool.on("error", () => {}); // the queue has heard it, too
  pool.on("connect", (client) => client.on("error", () => {}));
  reportPool(pool, application);
  return pool;
}
