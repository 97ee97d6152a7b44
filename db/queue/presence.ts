import { type SQL, sql } from "drizzle-orm";
import pg from "pg";

/** One of PostgreSQL's advisory locks for each worker that lives: its class, of Usher's own choosing. */
export const WORKERS = 1_431_520_599;

export type Presence = {
  /** Resolves when the connection broke, by which the others see that this worker lives. */
  readonly lost: Promise<void>;
  readonly end: () => Promise<void>;
};

/**
 * Shows all others that a worker lives, for as long as its process does: by a lock of a session of its own, which the
 * server lets go when the process ends, however it ends.
 * @param url past any pooler, which would lend the session to others
 * @param worker what the queue calls it
 */
export async function showPresence(url: string, worker: string): Promise<Presence> {
  const client = new pg.Client({
    connectionString: url,
    fallback_application_name: "usher-presence",
    connectionTimeoutMillis: 5000,
    keepAlive: true,
  });
  const lost = new Promise<void>((resolve) => {
    client.on("error", () => resolve());
    client.on("end", () => resolve());
  });
  await client.connect();
  await client.query("select pg_advisory_lock($1, hashtext($2))", [WORKERS, worker]);
  return { lost, end: () => client.end().catch(() => {}) };
}

/** A condition: that the worker does not show its presence. */
export function isAbsent(worker: SQL): SQL {
  return sql`not exists (
    select from pg_locks l join pg_database d on d.oid = l.database
    where d.datname = current_database() and l.locktype = 'advisory' and l.objsubid = 2
      and l.classid::bigint = ${WORKERS} and l.objid::bigint = (hashtext(${worker})::bigint & 4294967295))`;
}
