import { asc, count, desc, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Database, Transaction } from "@/db/client";
import type { Page } from "@/db/lists/page";
import { isUuid } from "@/db/uuid";

const PAGE_SIZE = 20;
export const COUNT_UP_TO = 1000;

/** Instead of the cursor `before`: the last page. */
const END = "end";

/** Read from the URL of a list. `after` and `before` are cursors; a malformed one leads to the first page. */
export type ListInput<Sort extends string> = {
  readonly sort: Sort;
  readonly descending: boolean;
  readonly search: string;
  readonly after: string | null;
  readonly before: string | null;
};

/** The columns of an index. The id makes the order unique, unless the column is. */
export type Order = { readonly column: PgColumn; readonly id?: PgColumn };

type Position = Pick<ListInput<string>, "descending" | "after" | "before">;
export type Keyset = ReturnType<typeof keyset>;

/**
 * Reads a page of a list. If no rows come after the cursor, because rows have moved or been deleted, reads the last page
 * instead, or the first one for the cursor `before`.
 * @param read reads the rows with what `keyset` returns, and the total
 */
export async function readPage<Row extends { cursor: string }>(
  order: Order,
  input: Position,
  read: (list: Keyset) => Promise<[rows: readonly Row[], total: Page<Row>["total"]]>,
): Promise<Page<Omit<Row, "cursor">>> {
  const list = keyset(order, input);
  const [rows, total] = await read(list);
  if (rows.length > 0 || !list.fallback) return { ...list.page(rows), total };
  return await readPage(order, { ...input, ...list.fallback }, read);
}

/** Yields the rows of all pages of a list, for an export. Each page is read only when it is requested. */
export async function* inBatches<Row>(
  read: (after: string | null) => Promise<Pick<Page<Row>, "rows" | "next">>,
): AsyncGenerator<Row[]> {
  let after: string | null = null;
  do {
    const { rows, next }: Pick<Page<Row>, "rows" | "next"> = await read(after);
    yield [...rows];
    after = next;
  } while (after !== null);
}

/** The parts of a query for one page of a list, and a function that makes the page from its rows. */
export function keyset({ column, id }: Order, input: Position, size = PAGE_SIZE) {
  const columns = id ? [column, id] : [column];
  const before = readCursor(input.before, columns);
  const backwards = before !== null || input.before === END;
  const cursor = backwards ? before : readCursor(input.after, columns);
  const descending = input.descending !== backwards;
  const direction = descending ? desc : asc;
  const texts = columns.map((one) => sql`${one}::text`);
  return {
    /** Where to read instead if no rows come after the cursor. Null without a cursor. */
    fallback: cursor && { after: null, before: backwards ? null : END },
    afterCursor: cursor ? isAfter(columns, cursor, descending) : undefined,
    orderBy: columns.map(direction),
    /** One row more than the page shows, to know whether there is another page. */
    limit: size + 1,
    /** Select it with each row, because `page` needs it. */
    cursor: sql`json_build_array(${commaList(texts)})::text`.mapWith(String),
    page<Row extends { cursor: string }>(rows: readonly Row[]): Omit<Page<Omit<Row, "cursor">>, "total"> {
      const full = rows.length > size;
      const shown = rows.slice(0, size);
      if (backwards) shown.reverse();
      const [first, last] = [shown.at(0), shown.at(-1)];
      return {
        rows: shown.map(({ cursor: _, ...row }) => row),
        previous: first && (backwards ? full : cursor !== null) ? writeCursor(first.cursor) : null,
        next: last && (backwards ? cursor !== null : full) ? writeCursor(last.cursor) : null,
      };
    },
  };
}

/** Counts the rows of a table that match, up to 1,000. */
export async function countRows(
  db: Pick<Database | Transaction, "select">,
  table: PgTable,
  where: SQL | undefined,
): Promise<Page<unknown>["total"]> {
  const counted = db
    .select({ one: sql`1`.as("one") })
    .from(table)
    .where(where)
    .limit(COUNT_UP_TO + 1)
    .as("counted");
  const [row] = await db.select({ count: count() }).from(counted);
  return totalOf(row?.count ?? 0);
}

/** Like `countRows`, as an SQL expression, where 1,001 means more than 1,000. @param from "from … where …" */
export function countUpTo(from: SQL): SQL<number> {
  return sql`(
    select count(*)::int
    from (select ${from} limit ${constant(COUNT_UP_TO + 1)}) as counted
  )`.mapWith(Number);
}

/** The total of a page. @param counted the result of `countUpTo` */
export function totalOf(counted: number): Page<unknown>["total"] {
  return { count: Math.min(counted, COUNT_UP_TO), more: counted > COUNT_UP_TO };
}

/** Writes a number into the statement instead of a parameter, because a generic plan ignores the values of parameters. */
export function constant(value: number): SQL {
  return sql.raw(String(value));
}

function writeCursor(json: string): string {
  return Buffer.from(json).toString("base64url");
}

function commaList(items: readonly SQLWrapper[]): SQL {
  return sql.join([...items], sql`, `);
}

/** The values of the columns in a row. */
type Cursor = readonly string[];

function isAfter(columns: readonly PgColumn[], cursor: Cursor, descending: boolean): SQL {
  const values = columns.map((column, at) => sql`${cursor[at]}::${sql.raw(column.getSQLType())}`);
  return sql`(${commaList(columns)}) ${sql.raw(descending ? "<" : ">")} (${commaList(values)})`;
}

function readCursor(text: string | null, columns: readonly PgColumn[]): Cursor | null {
  if (!text || text.length > 1000) return null;
  try {
    const cursor: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    if (!Array.isArray(cursor) || cursor.length !== columns.length) return null;
    return columns.every((column, at) => isValue(column, cursor[at])) ? cursor : null;
  } catch {
    return null;
  }
}

/** Whether this is a text that PostgreSQL can read as a value of the column. */
function isValue(column: PgColumn, value: unknown): boolean {
  return typeof value === "string" && (VALUES[column.getSQLType()]?.(value) ?? false);
}

const VALUES: Readonly<Record<string, (text: string) => boolean>> = {
  bigint: (text) => /^\d{1,18}$/.test(text),
  integer: (text) => /^\d{1,9}$/.test(text),
  text: (text) => /^\P{Cc}*$/u.test(text),
  "timestamp (3) with time zone": (text) => text === "infinity" || isTimestamp(text),
  uuid: isUuid,
};

/** Whether this is a time as PostgreSQL writes it. "2026-02-30" matches the pattern, but there is no such day. */
function isTimestamp(text: string): boolean {
  const [, day, time, hours = "", minutes = "0"] = TIMESTAMP.exec(text) ?? [];
  if (!day || Number(hours) > 15 || Number(minutes) > 59) return false;
  const date = new Date(`${day}T${time}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${day}T${time}`);
}

const TIMESTAMP = /^((?!0000)\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d{1,6})?[+-](\d\d)(?::(\d\d))?$/;
