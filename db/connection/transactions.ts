import { type Logger, type SQL, sql } from "drizzle-orm";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { isUnavailable, rethrow } from "@/db/connection/unavailable";
import { isUuid } from "@/db/uuid";

/** What a transaction offers: Drizzle's query builder and its `transaction`, and statements that return rows. */
export type Transaction = Pick<NodePgDatabase, "select" | "insert" | "update" | "delete"> & {
  /** @returns the rows of one statement */
  execute<Row extends Record<string, unknown>>(statement: SQL): Promise<Row[]>;
  /** All or nothing. Inside a transaction it is a savepoint. */
  transaction<Result>(body: Body<Result>): Promise<Result>;
};

export type Body<Result> = (tx: Transaction) => Promise<Result>;

/** How long to wait before the database counts as unavailable, in milliseconds. */
export type Timeouts = {
  /** For opening a connection, or for a free one in the pool. */
  readonly connecting: number;
  /** For a statement outside a transaction, and for any lock. */
  readonly statement?: number;
  /** For a statement in a transaction. */
  readonly transaction?: number;
};

type Options = {
  readonly timeouts: Timeouts;
  /** The request for which the transaction runs, a UUID. */
  readonly requestId?: string | undefined;
  readonly logger: Logger | false;
};

/** In a transaction, the id of the request for which it runs, as text; null outside of requests. */
export const REQUEST_ID = sql`nullif(current_setting('usher.request_id', true), '')`;

/** The connections that are in a transaction, with the timeout of their statements in milliseconds. */
export const inTransactions = new WeakMap<pg.PoolClient, number>();

/**
 * Runs a transaction on a connection of its own. Drizzle's `transaction` on a pool never releases a connection whose `begin`
 * fails, so this function takes the connection from the pool itself.
 * @throws Unavailable when the database is unreachable or too slow, and what the body throws
 */
export async function runTransaction<Result>(
  pool: pg.Pool,
  body: Body<Result>,
  { timeouts, requestId, logger }: Options,
): Promise<Result> {
  const client = await pool.connect().catch(rethrow);
  if (timeouts.transaction) inTransactions.set(client, timeouts.transaction);
  let isBroken = false;
  try {
    return await drizzle(client, { logger }).transaction(async (tx) => {
      const settings = settingsOf(timeouts, requestId);
      // Not awaited, which saves a round trip. If it fails, the body's first statement fails, too.
      if (settings) client.query(settings).catch(() => {});
      return await body(returningRows(tx));
    });
  } catch (error) {
    isBroken = isUnavailable(error);
    return rethrow(error);
  } finally {
    inTransactions.delete(client);
    client.release(isBroken);
  }
}

/** Makes `execute` return only the rows, and throw Unavailable when the database is unreachable or too slow. */
export function returningRows(
  db: Pick<NodePgDatabase, "select" | "insert" | "update" | "delete" | "execute" | "transaction">,
): Transaction {
  return {
    select: db.select.bind(db),
    insert: db.insert.bind(db),
    update: db.update.bind(db),
    delete: db.delete.bind(db),
    execute: async <Row extends Record<string, unknown>>(statement: SQL) => {
      const { rows } = await db.execute(statement).catch(rethrow);
      return rows as Row[]; // the caller states the type, which TypeScript can't know
    },
    transaction: (body) => db.transaction((tx) => body(returningRows(tx))),
  };
}

function settingsOf({ statement, transaction }: Timeouts, requestId: string | undefined): string {
  return [
    ...(transaction ? [`set local statement_timeout = ${transaction}`] : []),
    ...(statement ? [`set local lock_timeout = ${statement}`] : []),
    ...(requestId && isUuid(requestId) ? [`set local usher.request_id = '${requestId}'`] : []),
  ].join("; ");
}
