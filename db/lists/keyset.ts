import { type SQL, sql } from "drizzle-orm";
import type { Page } from "@/db/lists/page";
import { rarestPart } from "@/db/lists/rarest-part";
import { isUuid } from "@/db/uuid";
import { normalizeText } from "@/lib/text";

const PAGE_SIZE = 20;
export const COUNT_UP_TO = 1000;
/** Of people who are searched for: each of those that are counted may have to be asked for, one by one. */
export const COUNT_FOUND_UP_TO = 100;

/** How a list is asked for. `after` and `before` are cursors out of a page; malformed ones read as the first page. */
export type ListInput<Sort extends string> = {
  readonly sort: Sort;
  readonly descending: boolean;
  readonly search: string;
  readonly after: string | null;
  readonly before: string | null;
};

/** A column that an index holds in this order, followed by a unique id, which is a uuid unless it says otherwise. */
export type Order = {
  readonly column: SQL;
  readonly type: "text" | "timestamptz" | "integer";
  readonly id: SQL;
  readonly idType?: "uuid" | "bigint";
};

type Begin = Pick<ListInput<string>, "descending" | "after" | "before">;

/** Where a page begins, in which order it is read, and how its rows become a page. */
export function keyset(order: Order, input: Begin, size = PAGE_SIZE) {
  const { idType = "uuid" } = order;
  const before = readCursor(input.before, order.type, idType);
  const backwards = before !== null;
  const at = before ?? readCursor(input.after, order.type, idType);
  const descending = input.descending !== backwards;
  const beyond = at
    ? sql`and (${order.column}, ${order.id}) ${sql.raw(descending ? "<" : ">")} (${at.value}::${sql.raw(order.type)}, ${at.id}::${sql.raw(idType)})`
    : sql``;
  const direction = sql.raw(descending ? "desc" : "asc");
  const inOrder = sql`order by ${order.column} ${direction}, ${order.id} ${direction}`;
  return {
    beyond,
    direction,
    /** One more than are shown, which tells whether there is another page. */
    limit: size + 1,
    order: inOrder,
    orderBy: sql`${inOrder} limit ${constant(size + 1)}`,
    cursor: sql`json_build_array(${order.column}::text, ${order.id}::text)::text`,
    page<Row extends { cursor: string }>(
      rows: readonly Row[],
      total: Page<Row>["total"],
    ): Page<Omit<Row, "cursor">> {
      const full = rows.length > size;
      const shown = rows.slice(0, size);
      if (backwards) shown.reverse();
      const [first, last] = [shown.at(0), shown.at(-1)];
      return {
        rows: shown.map(({ cursor: _, ...row }) => row),
        total,
        previous: first && (backwards ? full : at !== null) ? writeCursor(first.cursor) : null,
        next: last && (backwards || full) ? writeCursor(last.cursor) : null,
      };
    },
  };
}

/** Not as a parameter: the planner must see how little is read, or it plans anew each time, which costs more than the page. */
export function constant(value: number): SQL {
  return sql.raw(String(value));
}

/** The number of rows, counted no further than COUNT_UP_TO, so that a count costs no more than a page of any size. */
export function countUpTo(from: SQL): SQL {
  return sql`(select count(*)::int from (select ${from} limit ${constant(COUNT_UP_TO + 1)}) as counted)`;
}

export function totalOf(counted: number, upTo = COUNT_UP_TO): { count: number; more: boolean } {
  return { count: Math.min(counted, upTo), more: counted > upTo };
}

const LONGEST_SEARCH = 200;

/** What is looked for in lower-case text. */
export function searchedText(search: string): string {
  const entered = search.slice(0, LONGEST_SEARCH).replaceAll("\0", "");
  return normalizeText(entered, "NFKC").trim().toLowerCase().slice(0, LONGEST_SEARCH);
}

/** Whether a search has what an index of trigrams needs. */
export function hasTrigrams(search: string): boolean {
  return searchedText(search).length >= 3;
}

/** Whether a search narrows anything. */
export function isSearch(search: string): boolean {
  return searchedText(search) !== "";
}

/**
 * A condition on a column of lower-case search text; the reader's wildcards are plain characters. An index of trigrams
 * knows nothing of one or two letters, and would be read whole for them; of a long text it is asked for a part alone.
 */
export function matches(column: SQL, search: string): SQL {
  const text = searchedText(search);
  if (text === "") return sql``;
  const whole = sql`and strpos(${column}, ${text}) > 0`;
  if (!hasTrigrams(text)) return whole;
  const part = rarestPart(text);
  return sql`and ${column} like ${`%${part.replace(/[\\%_]/g, "\\$&")}%`} ${part === text ? sql`` : whole}`;
}

function writeCursor(json: string): string {
  return Buffer.from(json).toString("base64url");
}

function readCursor(
  text: string | null,
  type: Order["type"],
  idType: keyof typeof ID,
): { value: string; id: string } | null {
  if (!text || text.length > 1000) return null;
  try {
    const cursor: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    if (!Array.isArray(cursor)) return null;
    const [value, id] = cursor;
    if (typeof value !== "string" || typeof id !== "string") return null;
    return VALUE[type](value) && ID[idType](id) ? { value, id } : null;
  } catch {
    return null;
  }
}

const VALUE = {
  integer: (text: string) => /^\d{1,9}$/.test(text),
  text: (text: string) => /^\P{Cc}*$/u.test(text),
  timestamptz: (text: string) => text === "infinity" || isTimestamp(text),
};

/** A moment as PostgreSQL writes it, and one that it can read: "2026-02-30" matches the pattern and is no day. */
function isTimestamp(text: string): boolean {
  const [, day, time, hours = "", minutes = "0"] = TIMESTAMP.exec(text) ?? [];
  if (!day || Number(hours) > 15 || Number(minutes) > 59) return false;
  const date = new Date(`${day}T${time}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${day}T${time}`);
}

const TIMESTAMP = /^((?!0000)\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d{1,6})?[+-](\d\d)(?::(\d\d))?$/;

const ID = { uuid: isUuid, bigint: (text: string) => /^\d{1,18}$/.test(text) };
