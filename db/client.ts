import { createHash } from "node:crypto";
import { DrizzleQueryError, type SQL } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { PgDialect } from "drizzle-orm/pg-core";
import pg from "pg";
import { keepValuesOutOfErrors } from "@/db/error-values";
import { reportPool } from "@/db/pool-state";
import {
  allInTransaction,
  type Body,
  GRACE,
  inTransaction,
  inTransactions,
  type Over,
  type Patience,
  type Rows,
  type Transaction,
} from "@/db/transactions";
import { rethrow } from "@/db/unavailable";
import { measurements } from "@/lib/measurements";

export type { Transaction } from "@/db/transactions";

export type Database = Transaction & {
  /**
   * All of it or nothing, in one round trip, where no statement hangs on the answer of another: the rows of each. As in
   * any transaction, each sees what was done until it began.
   */
  executeAll(statements: readonly SQL[]): Promise<Rows[]>;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  /** What the server shows the connections as, unless the address says. */
  readonly application?: string;
  /** The most that are open at once. */
  readonly connections?: number;
  /** Hears each statement, for measuring. */
  readonly onStatement?: (statement: string, values: unknown[]) => void;
  readonly patience?: Patience;
  /** The id of the request under way, a UUID: audit events and jobs that a transaction writes carry it. */
  readonly requestId?: () => string | undefined;
  /** A pooler in transaction mode stands before the server: what belongs to a session is done without. */
  readonly pooled?: boolean;
};

/**
 * A pool of connections to PostgreSQL, opened as they are needed. When the server goes away, what is under way fails;
 * the next statement connects again. `close()` waits for what is under way. Whatever is asked of it throws Unavailable
 * when the server is away, or slower than there is patience for.
 * @param url postgres://…
 */
export function createDatabase(
  url: string,
  {
    application = "usher",
    connections = 10,
    onStatement,
    patience = { connecting: 5000 },
    requestId = () => undefined,
    pooled = false,
  }: DatabaseOptions = {},
): Database {
  const { connecting, statement } = patience;
  const pool = new pg.Pool({
    connectionString: url,
    fallback_application_name: application,
    max: connections,
    connectionTimeoutMillis: connecting,
    keepAlive: true,
    pipeline: true,
    ...(statement && { query_timeout: statement + GRACE }),
    ...(statement && !pooled && { statement_timeout: statement, lock_timeout: statement }),
  });
  // A connection that breaks while nobody waits for it has told whom it concerns; without a listener it ends the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => {
    client.on("error", () => {});
    extendTimeouts(client);
    measureStatements(client, application);
  });
  reportPool(pool, application);
  const logger = onStatement ? { logQuery: onStatement } : false;
  const builder = (over: pg.Pool | pg.PoolClient): Over =>
    Object.assign(drizzle(over, { logger }), { execute: executing(over, { pooled, onStatement }) });
  return Object.assign(builder(pool), {
    transaction: <Result>(body: Body<Result>) =>
      inTransaction(pool, builder, body, { ...patience, requestId: requestId() }),
    executeAll: (statements: readonly SQL[]) =>
      allInTransaction(pool, builder, statements, { ...patience, requestId: requestId() }),
    close: () => pool.end(),
  });
}

/**
 * Answers with the rows, which is all that anybody here asks of it. Drizzle writes the statement and fails as drizzle does;
 * what its own `execute` does besides takes as long as a small page's query.
 *
 * With a name, the server parses a statement once for a connection, and plans it once if its values hardly matter; a pooler
 * lends another connection each time. Statements of the query builder have no name, so that the server plans a list page
 * for its values: with one plan for all, a common word took 4.5 s instead of 65 ms to find among 1,000,000 members.
 */
function executing(
  over: pg.Pool | pg.PoolClient,
  { pooled, onStatement }: { pooled: boolean; onStatement: DatabaseOptions["onStatement"] },
) {
  return async <Row extends Record<string, unknown>>(statement: SQL): Promise<Row[]> => {
    const { sql: text, params } = dialect.sqlToQuery(statement);
    onStatement?.(text, params);
    try {
      const { rows } = await over.query<Row>({
        text,
        values: params,
        types,
        ...(!pooled && { name: nameOf(text) }),
      });
      return rows;
    } catch (error) {
      return rethrow(new DrizzleQueryError(text, params, error instanceof Error ? error : undefined));
    }
  };
}

keepValuesOutOfErrors();

const dialect = new PgDialect();

/** Times and days stay as the server writes them, as in drizzle: a Date would lose their microseconds. */
const AS_WRITTEN = new Set<number>([1082, 1114, 1115, 1182, 1184, 1185, 1186, 1187, 1231]);
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    AS_WRITTEN.has(oid) ? (value: string) => value : pg.types.getTypeParser(oid, format),
};

/** Statements in a transaction have more time. */
function extendTimeouts(client: pg.PoolClient): void {
  const query = client.query;
  Object.assign(client, {
    query: (config: unknown, ...rest: unknown[]) => {
      const longer = inTransactions.get(client);
      const extended = longer && hasText(config) ? { ...config, query_timeout: longer } : config;
      return Reflect.apply(query, client, [extended, ...rest]);
    },
  });
}

/** From sending a statement to its answer. */
function measureStatements(client: pg.PoolClient, application: string): void {
  const query = client.query;
  Object.assign(client, {
    query: (...args: unknown[]) => {
      if (!measurements.statement.isHeard) return Reflect.apply(query, client, args);
      const began = performance.now();
      const answered = () => measurements.statement.publish({ application, ms: performance.now() - began });
      const callback = args.at(-1);
      if (typeof callback === "function") {
        const measured = (...answer: unknown[]) => {
          answered();
          callback(...answer);
        };
        return Reflect.apply(query, client, [...args.slice(0, -1), measured]);
      }
      const answer: unknown = Reflect.apply(query, client, args);
      if (answer instanceof Promise) answer.then(answered, answered);
      return answer;
    },
  });
}

function hasText(config: unknown): config is { text: string } {
  return typeof config === "object" && config !== null && "text" in config && !("submit" in config);
}

function nameOf(text: string): string {
  return createHash("sha1").update(text).digest("base64url");
}
