import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { keepValuesOutOfErrors } from "@/db/connection/error-values";
import { reportPool } from "@/db/connection/pool-state";
import { statementName } from "@/db/connection/statement-name";
import {
  inTransactions,
  returningRows,
  runTransaction,
  type Timeouts,
  type Transaction,
} from "@/db/connection/transactions";
import { measurements } from "@/lib/measurements";

export type { Transaction } from "@/db/connection/transactions";

export type Database = Transaction & { close(): Promise<void> };

export type DatabaseOptions = {
  /** What the server shows the connections as, unless the address says. */
  readonly application?: string;
  /** The most that are open at once. */
  readonly connections?: number;
  /** Hears each statement, for measuring. */
  readonly onStatement?: (statement: string, values: unknown[]) => void;
  readonly timeouts?: Timeouts;
  /** The id of the request under way, a UUID: audit events and jobs that a transaction writes carry it. */
  readonly requestId?: () => string | undefined;
  /** A pooler in transaction mode stands before the server: what belongs to a session is done without. */
  readonly pooled?: boolean;
};

/** The server gives up first and says why. The client waits this much longer, in milliseconds, for one that is silent. */
const GRACE = 500;

keepValuesOutOfErrors();

/**
 * A pool of connections to PostgreSQL, opened as they are needed. When the server goes away, what is under way fails;
 * the next statement connects again. `close()` waits for what is under way. `execute` and `transaction` throw Unavailable
 * when the server is away, or too slow.
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
    pipeline: true, // a connection whose answer is overdue is closed, instead of making a rollback wait behind it
    ...(statement && { query_timeout: statement + GRACE }),
    ...(statement && !pooled && { statement_timeout: statement, lock_timeout: statement }),
  });
  // The statement under way fails with the error of a broken connection. Without a listener it would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => {
    client.on("error", () => {});
    wrapQuery(client, { application, pooled });
  });
  reportPool(pool, application);
  const logger = onStatement ? { logQuery: onStatement } : false;
  return {
    ...returningRows(drizzle(pool, { logger })),
    transaction: (body) => runTransaction(pool, body, { timeouts, requestId: requestId(), logger }),
    close: () => pool.end(),
  };
}

/**
 * Names raw statements, measures all, and gives those of a transaction more time. PostgreSQL parses and plans a named statement
 * once for a connection, instead of each time: a page then takes a fifth less processor time (31 instead of 38 ms). A pooler
 * may lend another connection to each transaction, so behind one statements have no names. Nor have those of the query
 * builder, so that PostgreSQL plans a list page for its values: with one plan for all, a common word took 4.5 s instead of
 * 65 ms to find among 1,000,000 members.
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
      const answered = (...answer: unknown[]) => {
        measure();
        callback(...answer);
      };
      return Reflect.apply(query, client, [completed(config), ...rest.slice(0, -1), answered]);
    }
    const answer: unknown = Reflect.apply(query, client, [completed(config), ...rest]);
    if (answer instanceof Promise) answer.then(measure, measure);
    return answer;
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

/** What Drizzle hands to pg. */
function isStatement(config: unknown): config is { text: string } {
  return typeof config === "object" && config !== null && "text" in config && !("submit" in config);
}

/** Only the query builder asks for rows as arrays, which it maps to its columns. */
function isRaw(statement: object): boolean {
  return !("rowMode" in statement);
}
