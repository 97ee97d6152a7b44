import { type SQL, sql } from "drizzle-orm";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { isUnavailable, rethrow } from "@/db/unavailable";
import { isUuid } from "@/db/uuid";

type Executor = {
  /** The rows of one statement. */
  execute<Row extends Record<string, unknown>>(statement: SQL): Promise<Row[]>;
  /** All of it or nothing; inside a transaction, a savepoint. */
  transaction<Result>(body: (tx: Transaction) => Promise<Result>): Promise<Result>;
};

type Builder = Pick<NodePgDatabase, "select" | "insert" | "update" | "delete">;

export type Transaction = Builder & Executor;
export type Over = Builder & Pick<Executor, "execute">;
export type Body<Result> = (tx: Transaction) => Promise<Result>;
export type Rows = Record<string, unknown>[];

/** How long to wait before the database counts as unavailable, in milliseconds. */
export type Patience = {
  /** For a connection, or for one of the pool's to be free. */
  readonly connecting: number;
  /** For a statement outside of a transaction; and for a lock, everywhere. */
  readonly statement?: number;
  /** For a statement in a transaction. */
  readonly transaction?: number;
};

type Terms = Patience & {
  /** The request for which the transaction runs, a UUID. */
  readonly requestId?: string | undefined;
};

/** In a transaction, the id of the request for which it runs, as text; null outside of requests. */
export const REQUEST_ID = sql`nullif(current_setting('usher.request_id', true), '')`;

/** The server is to give up first, and to say so; this is for one that says nothing at all. */
export const GRACE = 500;

/** Runs the body in a transaction, on a connection of its own. */
export async function inTransaction<Result>(
  pool: pg.Pool,
  builder: (client: pg.PoolClient) => Over,
  body: Body<Result>,
  terms: Terms,
): Promise<Result> {
  return await lending(pool, async (client) => {
    const over = builder(client);
    const begun = begin(client, terms);
    begun.catch(() => {}); // it is heard below, and what follows fails with it
    const result = await body(withSavepoints(over));
    await begun;
    await over.execute(sql`commit`);
    return result;
  });
}

/** Where one fails, the server refuses those behind it, and to commit is to roll back. */
export async function allInTransaction(
  pool: pg.Pool,
  builder: (client: pg.PoolClient) => Over,
  statements: readonly SQL[],
  terms: Terms,
): Promise<Rows[]> {
  return await lending(pool, async (client) => {
    const over = builder(client);
    const begun = begin(client, terms);
    const answers = [...statements, sql`commit`].map((statement) => over.execute<Rows[number]>(statement));
    await Promise.allSettled([begun, ...answers]); // nothing is under way any more when the client is given back
    await begun;
    return (await Promise.all(answers)).slice(0, -1);
  });
}

/** Not drizzle's own, which loses the connection for good when `begin` meets a broken one. */
async function lending<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect().catch(rethrow);
  try {
    const result = await work(client);
    inTransactions.delete(client);
    client.release();
    return result;
  } catch (error) {
    inTransactions.delete(client);
    // Whoever does not answer now does not answer a rollback: without its connection the server rolls back by itself.
    client.release(isUnavailable(error) || !(await rolledBack(client)));
    return rethrow(error);
  }
}

/** Not awaited before the first statement is sent, which saves a round trip. */
function begin(client: pg.PoolClient, terms: Terms): Promise<unknown> {
  const begun = client.query(beginning(terms));
  if (terms.transaction) inTransactions.set(client, terms.transaction + GRACE);
  return begun;
}

function beginning({ statement, transaction, requestId }: Terms): string {
  return [
    "begin",
    ...(transaction ? [`set local statement_timeout = ${transaction}`] : []),
    ...(statement ? [`set local lock_timeout = ${statement}`] : []),
    ...(requestId && isUuid(requestId) ? [`set local usher.request_id = '${requestId}'`] : []),
  ].join("; ");
}

/** How long each client waits that is in a transaction: longer than `query_timeout`. */
export const inTransactions = new WeakMap<pg.PoolClient, number>();

function rolledBack(client: pg.PoolClient): Promise<boolean> {
  return client.query("rollback").then(
    () => true,
    () => false,
  );
}

function withSavepoints(over: Over, depth = 1): Transaction {
  const name = sql.identifier(`within_${depth}`);
  const transaction = async <Result>(body: Body<Result>): Promise<Result> => {
    await over.execute(sql`savepoint ${name}`);
    try {
      const result = await body(withSavepoints(over, depth + 1));
      await over.execute(sql`release savepoint ${name}`);
      return result;
    } catch (error) {
      await over.execute(sql`rollback to savepoint ${name}`);
      throw error;
    }
  };
  return Object.assign(Object.create(over), { transaction });
}
