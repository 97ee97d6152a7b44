import { type SQL, sql } from "drizzle-orm";
import pg from "pg";

/** The class of the advisory locks that running workers hold. An arbitrary number. */
export const WORKERS = 1_431_520_599;

export type Presence = {
  /** Resolves when the connection is lost. Other processes then assume that this worker has ended. */
  readonly lost: Promise<void>;
  readonly end: () => Promise<void>;
};

/**
 * Shows other processes that a worker is running, by an advisory lock in a separate session. The server releases it when
 * the process ends, even after a crash.
 * @param url must bypass any pooler, which would share the session with others
 * @param worker its id in the queue
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

/** A condition: the worker isn't running. */
export function isAbsent(worker: SQL): SQL {
  return sql`not exists (
    select from pg_locks l join pg_database d on d.oid = l.database
    where d.datname = current_database() and l.locktype = 'advisory' and l.objsubid = 2
      and l.classid::bigint = ${WORKERS} and l.objid::bigint = (hashtext(${worker})::bigint & 4294967295))`;
}
