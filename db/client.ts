import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { keepValuesOutOfErrors } from "@/db/connection/error-values";
import { reportPool } from "@/db/connection/pool-state";
import { statementName } from "@/db/connection/statement-name";
import {
  type Body,
  inTransactions,
  returningRows,
  runTransaction,
  type Timeouts,
  type Transaction,
} from "@/db/connection/transactions";
import { type Changer, Turns } from "@/db/connection/turns";
import { measurements } from "@/lib/measurements";

export type { Transaction } from "@/db/connection/transactions";

export type Database = Transaction & {
  /** A transaction that may wait for locks, when it is its turn: nobody can occupy all connections with such ones. */
  transactionInTurn<Result>(changer: Changer, body: Body<Result>): Promise<Result>;
  /** Does work that opens no transaction, when it is its turn. */
  inTurn<Result>(changer: Changer, work: () => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  /** The application name of the connections, unless the URL sets one. */
  readonly application?: string;
  /** The maximum number of open connections. */
  readonly connections?: number;
  /** Called for each statement, for measurements. */
  readonly onStatement?: (statement: string, values: unknown[]) => void;
  readonly timeouts?: Timeouts;
  /** Returns the id of the current request, a UUID. Audit events and jobs that a transaction writes have it. */
  readonly requestId?: () => string | undefined;
  /** Whether the URL leads to a pooler in transaction mode, which rules out everything that belongs to a session. */
  readonly pooled?: boolean;
};

/**
 * The server cancels a slow statement first and says why. The client waits this many milliseconds longer, in case the server
 * doesn't respond.
 */
const GRACE = 500;

keepValuesOutOfErrors();

/**
 * A pool of connections to PostgreSQL, opened when they are needed. When the server goes away, running statements fail, and
 * the next statement connects again. `close()` waits for running statements. `execute` and `transaction` throw Unavailable
 * when the server is unreachable or too slow.
 * @param url postgres://…
 */
export function createDatabase(
  url: string,
  {
    application = "usher",
    connections = 10,
    onStatement,
    timeouts = { connecting: 5000 },
    requestId = () => undefined,
    pooled = false,
  }: DatabaseOptions = {},
): Database {
  const { connecting, statement } = timeouts;
  const pool = new pg.Pool({
    connectionString: url,
    fallback_application_name: application,
    max: connections,
    connectionTimeoutMillis: connecting,
    keepAlive: true,
    pipeline: true, // closes a connection whose response is overdue, instead of making a rollback wait for it
    ...(statement && { query_timeout: statement + GRACE }),
    ...(statement && !pooled && { statement_timeout: statement, lock_timeout: statement }),
  });
  // A broken connection fails its running statement. Without this listener, it would also end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => {
    client.on("error", () => {});
    wrapQuery(client, { application, pooled });
  });
  reportPool(pool, application);
  const logger = onStatement ? { logQuery: onStatement } : false;
  const turns = new Turns(connections);
  const transaction = <Result>(body: Body<Result>) =>
    runTransaction(pool, body, { timeouts, requestId: requestId(), logger });
  return {
    ...returningRows(drizzle(pool, { logger })),
    transaction,
    transactionInTurn: (changer, body) => turns.take(changer, () => transaction(body)),
    inTurn: (changer, work) => turns.take(changer, work),
    close: () => pool.end(),
  };
}

/**
 * Names raw statements, measures all statements, and gives those of a transaction more time. PostgreSQL parses and plans a
 * named statement once for each connection, which saves a page a fifth of its processor time (31 instead of 38 ms).
 * Statements have no names behind a pooler, because it may use another connection for each transaction. Statements of the
 * query builder have none either, so that PostgreSQL plans a list page for its values: with one plan for all values, finding
 * a common word among 1,000,000 members took 4.5 s instead of 65 ms.
 */
function wrapQuery(
  client: pg.PoolClient,
  { application, pooled }: { application: string; pooled: boolean },
): void {
  const query = client.query;
  const wrapped = (config: unknown, ...rest: unknown[]) => {
    const began = performance.now();
    const measure = () => measurements.statement.publish({ application, ms: performance.now() - began });
    const callback = rest.at(-1);
    if (typeof callback === "function") {
      const measured = (...result: unknown[]) => {
        measure();
        callback(...result);
      };
      return Reflect.apply(query, client, [completed(config), ...rest.slice(0, -1), measured]);
    }
    const result: unknown = Reflect.apply(query, client, [completed(config), ...rest]);
    if (result instanceof Promise) result.then(measure, measure);
    return result;
  };
  const completed = (config: unknown) => {
    if (!isStatement(config)) return config;
    const transaction = inTransactions.get(client);
    return {
      ...config,
      ...(!pooled && isRaw(config) && { name: statementName(config.text) }),
      ...(transaction && { query_timeout: transaction + GRACE }),
    };
  };
  Object.assign(client, { query: wrapped });
}

/** What Drizzle passes to pg. */
function isStatement(config: unknown): config is { text: string } {
  return typeof config === "object" && config !== null && "text" in config && !("submit" in config);
}

/** Only the query builder asks for rows as arrays, which it maps to its columns. */
function isRaw(statement: object): boolean {
  return !("rowMode" in statement);
}
