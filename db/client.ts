import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { isUnavailable, Unavailable } from "@/db/unavailable";

type Executor = {
  /** The rows of one statement. */
  execute<Row extends Record<string, unknown>>(statement: SQL): Promise<Row[]>;
  /** All of it or nothing; inside a transaction, a savepoint. */
  transaction<Result>(body: (tx: Transaction) => Promise<Result>): Promise<Result>;
};

type Builder = Pick<NodePgDatabase, "select" | "insert" | "update" | "delete">;

export type Transaction = Builder & Executor;
export type Database = Transaction & {
  /**
   * All of it or nothing, in one round trip, where no statement hangs on the answer of another: the rows of each. As in
   * any transaction, each sees what was done until it began.
   */
  executeAll(statements: readonly SQL[]): Promise<Rows[]>;
  close(): Promise<void>;
};
type Rows = Record<string, unknown>[];

type DatabaseOptions = {
  /** The most that are open at once. */
  readonly connections?: number;
  /** Hears each statement, for measuring. */
  readonly onStatement?: (statement: string, values: unknown[]) => void;
  readonly patience?: Patience;
  /** A pooler in transaction mode stands before the server: what belongs to a session is done without. */
  readonly pooled?: boolean;
};

/** How long to wait before the database counts as unavailable, in milliseconds. */
type Patience = {
  /** For a connection, or for one of the pool's to be free. */
  readonly connecting: number;
  /** For a statement outside of a transaction; and for a lock, everywhere. */
  readonly statement?: number;
  /** For a statement in a transaction. */
  readonly transaction?: number;
};

/**
 * Outside of transactions there are pages, whose statements are made to have one good plan for any organization: the server
 * else plans many of them anew each time, which takes longer than to run them.
 */
const GENERIC_PLANS = "-c plan_cache_mode=force_generic_plan";
const ANY_PLANS = "set local plan_cache_mode = auto";

/** The server is to give up first, and to say so; this is for one that says nothing at all. */
const GRACE = 500;

/**
 * A pool of connections to PostgreSQL, opened as they are needed. When the server goes away, what is under way fails;
 * the next statement connects again. `close()` waits for what is under way. Whatever is asked of it throws Unavailable
 * when the server is away, or slower than there is patience for.
 * @param url postgres://…
 */
export function createDatabase(
  url: string,
  { connections = 10, onStatement, patience = { connecting: 5000 }, pooled = false }: DatabaseOptions = {},
): Database {
  const { connecting, statement } = patience;
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connecting,
    keepAlive: true,
    pipeline: true,
    ...(!pooled && { options: GENERIC_PLANS }),
    ...(statement && { query_timeout: statement + GRACE }),
    ...(statement && !pooled && { statement_timeout: statement, lock_timeout: statement }),
  });
  // A connection that breaks while nobody waits for it has told whom it concerns; without a listener it ends the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => {
    client.on("error", () => {});
    nameStatements(client, pooled);
  });
  const builder = (over: pg.Pool | pg.PoolClient): Over =>
    answeringRows(drizzle(over, { logger: onStatement ? { logQuery: onStatement } : false }));
  return Object.assign(builder(pool), {
    transaction: <Result>(body: Body<Result>) => inTransaction(pool, builder, body, patience),
    executeAll: (statements: readonly SQL[]) => allInTransaction(pool, builder, statements, patience),
    close: () => pool.end(),
  });
}

type Over = Builder & Pick<Executor, "execute">;
type Body<Result> = (tx: Transaction) => Promise<Result>;

/** Lets `execute` answer with its rows, which is all that anybody here asks of it. */
function answeringRows(db: NodePgDatabase): Over {
  const execute = db.execute.bind(db);
  return Object.assign(db, {
    execute: async (statement: SQL) => (await execute(statement).catch(rethrow)).rows,
  }) as unknown as Over; // the method above is all in which the types differ
}

async function inTransaction<Result>(
  pool: pg.Pool,
  builder: (client: pg.PoolClient) => Over,
  body: Body<Result>,
  patience: Patience,
): Promise<Result> {
  return await lending(pool, async (client) => {
    const over = builder(client);
    const begun = begin(client, patience);
    begun.catch(() => {}); // it is heard below, and what follows fails with it
    const result = await body(withSavepoints(over));
    await begun;
    await over.execute(sql`commit`);
    return result;
  });
}

/** Where one fails, the server refuses those behind it, and to commit is to roll back. */
async function allInTransaction(
  pool: pg.Pool,
  builder: (client: pg.PoolClient) => Over,
  statements: readonly SQL[],
  patience: Patience,
): Promise<Rows[]> {
  return await lending(pool, async (client) => {
    const over = builder(client);
    const begun = begin(client, patience);
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
function begin(client: pg.PoolClient, patience: Patience): Promise<unknown> {
  const begun = client.query(beginning(patience));
  if (patience.transaction) inTransactions.set(client, patience.transaction + GRACE);
  return begun;
}

function beginning({ statement, transaction }: Patience): string {
  return [
    "begin",
    ANY_PLANS,
    ...(transaction ? [`set local statement_timeout = ${transaction}`] : []),
    ...(statement ? [`set local lock_timeout = ${statement}`] : []),
  ].join("; ");
}

/** How long each client waits that is in a transaction: longer than `query_timeout`. */
const inTransactions = new WeakMap<pg.PoolClient, number>();

function rolledBack(client: pg.PoolClient): Promise<boolean> {
  return client.query("rollback").then(
    () => true,
    () => false,
  );
}

function rethrow(error: unknown): never {
  throw isUnavailable(error) && !(error instanceof Unavailable) ? new Unavailable(error) : error;
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

/**
 * With a name the server parses and plans a statement but once for a connection; a pooler lends another one each time.
 */
function nameStatements(client: pg.PoolClient, pooled: boolean): void {
  const query = client.query;
  Object.assign(client, {
    query: (config: unknown, ...rest: unknown[]) => {
      if (!isNameless(config)) return Reflect.apply(query, client, [config, ...rest]);
      const longer = inTransactions.get(client);
      const named = {
        ...config,
        ...(!pooled && { name: nameOf(config.text) }),
        ...(longer && { query_timeout: longer }),
      };
      return Reflect.apply(query, client, [named, ...rest]);
    },
  });
}

function isNameless(config: unknown): config is { text: string } {
  if (typeof config !== "object" || config === null) return false;
  return "text" in config && !("submit" in config) && !("name" in config && config.name);
}

function nameOf(text: string): string {
  return createHash("sha1").update(text).digest("base64url");
}
