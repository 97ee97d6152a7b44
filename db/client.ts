import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";

type Executor = {
  /** The rows of one statement. */
  execute<Row extends Record<string, unknown>>(statement: SQL): Promise<Row[]>;
  /** All of it or nothing; inside a transaction, a savepoint. */
  transaction<Result>(body: (tx: Transaction) => Promise<Result>): Promise<Result>;
};

type Builder = Pick<NodePgDatabase, "select" | "insert" | "update" | "delete">;

export type Transaction = Builder & Executor;
export type Database = Transaction & { close(): Promise<void> };

type DatabaseOptions = {
  /** The most that are open at once. */
  readonly connections?: number;
  /** Hears each statement, for measuring. */
  readonly onStatement?: (statement: string, values: unknown[]) => void;
};

const PATIENCE = 5000;

/**
 * A pool of connections to PostgreSQL, opened as they are needed. When the server goes away, what is under way fails;
 * the next statement connects again. `close()` waits for what is under way.
 * @param url postgres://…
 */
export function createDatabase(
  url: string,
  { connections = 10, onStatement }: DatabaseOptions = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: PATIENCE,
  });
  // A connection that breaks while nobody waits for it has told whom it concerns; without a listener it ends the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => {
    client.on("error", () => {});
    nameStatements(client);
  });
  const builder = (over: pg.Pool | pg.PoolClient): Over =>
    answeringRows(drizzle(over, { logger: onStatement ? { logQuery: onStatement } : false }));
  return Object.assign(builder(pool), {
    transaction: <Result>(body: Body<Result>) => inTransaction(pool, builder, body),
    close: () => pool.end(),
  });
}

type Over = Builder & Pick<Executor, "execute">;
type Body<Result> = (tx: Transaction) => Promise<Result>;

/** Lets `execute` answer with its rows, which is all that anybody here asks of it. */
function answeringRows(db: NodePgDatabase): Over {
  const execute = db.execute.bind(db);
  return Object.assign(db, {
    execute: async (statement: SQL) => (await execute(statement)).rows,
  }) as unknown as Over; // the method above is all in which the types differ
}

/** Not drizzle's own, which loses the connection for good when `begin` meets a broken one. */
async function inTransaction<Result>(
  pool: pg.Pool,
  builder: (client: pg.PoolClient) => Over,
  body: Body<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    const over = builder(client);
    await over.execute(sql`begin`);
    const result = await body(withSavepoints(over));
    await over.execute(sql`commit`);
    client.release();
    return result;
  } catch (error) {
    const rolledBack = await client.query("rollback").then(
      () => true,
      () => false,
    );
    client.release(!rolledBack);
    throw error;
  }
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

/** With a name the server parses and plans a statement but once for a connection. */
function nameStatements(client: pg.PoolClient): void {
  const query = client.query;
  Object.assign(client, {
    query: (config: unknown, ...rest: unknown[]) => {
      const named = isNameless(config) ? { ...config, name: nameOf(config.text) } : config;
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
