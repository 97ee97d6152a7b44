import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Database } from "@/db/client";
import { WORKERS } from "@/db/queue/presence";
import { PRIVATE_JOBS } from "@/db/queue/private-tables";
import { type QueueState, readQueueState } from "@/db/queue/state";
import { rowsOf } from "@/db/rows";
import * as schema from "@/db/schema";

export type DatabaseState = "up" | "read-only" | "table-missing" | "away";

export type Health = {
  readonly database: DatabaseState;
  /** The workers that live, in any process; null where the database can't say. */
  readonly workers: number | null;
};

const healthRow = z.object({ readOnly: z.boolean(), missing: z.number(), workers: z.number() });

/**
 * What keeps Usher from working: asked of the database in one statement.
 * @param timeout how long the database may take, in milliseconds
 * @returns never throws: a database that doesn't answer is `away`
 */
export async function readHealth(db: Database, timeout: number): Promise<Health> {
  const asked = rowsOf(db, healthRow)`
    select current_setting('transaction_read_only')::boolean as "readOnly",
      (select count(*)::int from unnest(${TABLES}::text[]) t where to_regclass(t) is null) as missing,
      (select count(*)::int from pg_locks l join pg_database d on d.oid = l.database
        where d.datname = current_database() and l.locktype = 'advisory' and l.classid::bigint = ${WORKERS}) as workers`;
  const row = await within(
    timeout,
    asked.then(([found]) => found ?? null),
  );
  if (!row) return { database: "away", workers: null };
  const database = row.missing > 0 ? "table-missing" : row.readOnly ? "read-only" : "up";
  return { database, workers: row.workers };
}

/** `read-only`: it answers and takes no changes, as during a failover. */
export type PingResult = "away" | "read-only" | "there";

/** Whether the database answers within so many milliseconds, and takes changes. Never throws. */
export async function pingDatabase(db: Database, timeout: number): Promise<PingResult> {
  const rows = await within(timeout, readOnlyRows(db));
  if (!rows) return "away";
  return rows[0]?.readOnly ? "read-only" : "there";
}

function readOnlyRows(db: Database) {
  return rowsOf(db, z.object({ readOnly: z.boolean() }))`
    select current_setting('transaction_read_only')::boolean as "readOnly"`;
}

/** The queue's numbers; null where it doesn't answer in time. */
export async function readQueue(db: Database, timeout: number): Promise<QueueState | null> {
  return await within(timeout, readQueueState(db));
}

/** What the app can't do without; a table's name here is one that `to_regclass` reads. */
const TABLES = `{${[
  ...Object.values(schema).flatMap((each: unknown) => (is(each, PgTable) ? [getTableConfig(each).name] : [])),
  PRIVATE_JOBS,
].join(",")}}`;

async function within<Result>(timeout: number, asked: Promise<Result>): Promise<Result | null> {
  const tooLong = new Promise<null>((resolve) => setTimeout(() => resolve(null), timeout).unref());
  return await Promise.race([asked.catch(() => null), tooLong]);
}
