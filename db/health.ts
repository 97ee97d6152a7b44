import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Database } from "@/db/client";
import { WORKERS } from "@/db/queue/presence";
import { PRIVATE_JOBS } from "@/db/queue/private-tables";
import { rowsOf } from "@/db/rows";
import * as schema from "@/db/schema";

export type DatabaseState = "up" | "read-only" | "table-missing" | "away";

export type Health = {
  readonly database: DatabaseState;
  /** How many workers are running, in all processes; null if the database doesn't respond. */
  readonly workers: number | null;
};

const healthRow = z.object({ readOnly: z.boolean(), missing: z.number(), workers: z.number() });

/**
 * Checks whether Usher can work, with one statement to the database. Never throws.
 * @param timeout how long to wait for the database, in milliseconds
 * @param onError gets the error of a database that is away
 * @returns the state of the database, `away` if it doesn't respond in time, and the number of workers
 */
export async function readHealth(db: Database, timeout: number, onError?: OnError): Promise<Health> {
  const read = () => rowsOf(db, healthRow)`
    select current_setting('transaction_read_only')::boolean as "readOnly",
      (select count(*)::int from unnest(${TABLES}::text[]) t where to_regclass(t) is null) as missing,
      (select count(*)::int from pg_locks l join pg_database d on d.oid = l.database
        where d.datname = current_database() and l.locktype = 'advisory' and l.classid::bigint = ${WORKERS}) as workers`;
  const row = await within(
    timeout,
    withRetry(read).then(([found]) => found ?? null),
    onError,
  );
  if (!row) return { database: "away", workers: null };
  const database = row.missing > 0 ? "table-missing" : row.readOnly ? "read-only" : "up";
  return { database, workers: row.workers };
}

/** `read-only`: it responds but accepts no changes, as during a failover. */
export type PingResult = "away" | "read-only" | "there";

/**
 * Whether the database responds within `timeout` milliseconds and accepts changes. Never throws.
 * @param onError gets the error of a database that is away
 */
export async function pingDatabase(db: Database, timeout: number, onError: OnError): Promise<PingResult> {
  const rows = await within(
    timeout,
    withRetry(() => readOnlyRows(db)),
    onError,
  );
  if (!rows) return "away";
  return rows[0]?.readOnly ? "read-only" : "there";
}

function readOnlyRows(db: Database) {
  return rowsOf(db, z.object({ readOnly: z.boolean() }))`
    select current_setting('transaction_read_only')::boolean as "readOnly"`;
}

const queueRow = z.object({ waiting: z.number(), failing: z.number() });

/**
 * Counts the waiting jobs, and those among them that have failed before.
 * @returns null if the database doesn't respond in time
 */
export async function readQueue(db: Database, timeout: number): Promise<z.infer<typeof queueRow> | null> {
  const rows = rowsOf(db, queueRow)`
    select count(*)::int as waiting, count(*) filter (where attempts > 0 and last_error is not null)::int as failing
    from graphile_worker.jobs where attempts < max_attempts`;
  return await within(
    timeout,
    rows.then(([counts]) => counts ?? null),
  );
}

/** The tables that the app needs, by names that `to_regclass` accepts. */
const TABLES = `{${[
  ...Object.values(schema).flatMap((each: unknown) => (is(each, PgTable) ? [getTableConfig(each).name] : [])),
  PRIVATE_JOBS,
].join(",")}}`;

/** Tries again, because a statement also fails if the connection it got was closed while it was idle. */
function withRetry<Rows>(read: () => Promise<Rows>): Promise<Rows> {
  return read().catch(read);
}

type OnError = (error: unknown) => void;

async function within<Result>(
  timeout: number,
  query: Promise<Result>,
  onError: OnError = () => {},
): Promise<Result | null> {
  const tooLong = new Promise<null>((resolve) => setTimeout(() => resolve(null), timeout).unref());
  const failed = (error: unknown) => {
    onError(error);
    return null;
  };
  return await Promise.race([query.catch(failed), tooLong]);
}
