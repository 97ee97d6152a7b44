import { sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { describe, expect, test } from "vitest";
import { keyset, type Order, searchedText } from "@/db/lists/keyset";

const byName = { column: sql`name`, type: "text", id: sql`id` } as const;
const rows = ["Ann", "Bob", "Eve"].map((name) => ({ name, cursor: `["${name}","${name}"]` }));

test("the rows of a page are without the cursors that it was made with", () => {
  const list = keyset(byName, { descending: false, after: null, before: null }, 2);
  const page = list.page(rows, { count: 3, more: false });
  expect(page.rows).toEqual([{ name: "Ann" }, { name: "Bob" }]);
  expect(page.previous).toBeNull();
  expect(Buffer.from(page.next ?? "", "base64url").toString()).toBe(rows[1]?.cursor);
});

const ID = "5eed0000-0000-4000-8000-000000000002";
const ORDERS: readonly Order[] = [
  { column: sql`name`, type: "text", id: sql`id` },
  { column: sql`at`, type: "timestamptz", id: sql`id` },
  { column: sql`position`, type: "integer", id: sql`position`, idType: "bigint" },
];

const MALFORMED = [
  ...["", " ", "x", "%", "\0", "null", "W10", "x".repeat(2000), JSON.stringify(["2026-11-23", ID])],
  ...[
    [],
    [1, 2],
    [null, ID],
    ["a"],
    ["a", "b"],
    ["\u0000", ID],
    ["2026-19-39 29:00:00+00", ID],
    ["2026-02-30 10:00:00+00", ID],
    ["2026-11-23 24:00:00+00", ID],
    ["2026-11-23 10:60:00+00", ID],
    ["2026-11-23 10:00:60+00", ID],
    ["2026-11-23 10:00:00+16", ID],
    ["2026-11-23 10:00:00+00:60", ID],
    ["0000-01-01 00:00:00+00", ID],
    ["12026-01-01 00:00:00+00", ID],
    ["-infinity", ID],
    ["9999999999", "1"],
    ["1", "9999999999999999999"],
    ["1", "-1"],
  ].map(cursorOf),
];

describe.each(ORDERS)("a list in the order of a $type", (order) => {
  const first = described(keyset(order, { descending: true, after: null, before: null }));

  test.each(["after", "before"] as const)("begins with its first page where `%s` is malformed", (side) => {
    const none = { descending: true, after: null, before: null };
    const odd = MALFORMED.filter((cursor) => order.type !== "text" || !isText(cursor));
    for (const cursor of odd)
      expect(described(keyset(order, { ...none, [side]: cursor })), cursor).toEqual(first);
  });

  test("goes on after a cursor where `before` is malformed", () => {
    const after = cursorOf(VALID[order.type]);
    const list = keyset(order, { descending: true, after, before: "x" });
    expect(described(list)).toEqual(described(keyset(order, { descending: true, after, before: null })));
    expect(described(list)).not.toEqual(first);
  });
});

test.each([
  "infinity",
  "2026-11-23 10:00:00.123456+00",
  "2024-02-29 23:59:59-03:30",
  "0001-01-01 00:00:00+14",
])("%s is a moment at which a page can begin", (moment) => {
  const byTime = { column: sql`at`, type: "timestamptz", id: sql`id` } as const;
  const list = keyset(byTime, { descending: true, after: cursorOf([moment, ID]), before: null });
  expect(described(list).beyond).not.toBe("");
});

test("a search is cut before it is read", () => {
  expect(searchedText(`A${"\u0301\u0323".repeat(50_000)}`).length).toBeLessThanOrEqual(200);
});

const VALID = {
  text: ["a", ID],
  timestamptz: ["2026-11-23 10:00:00+00", ID],
  integer: ["7", "7"],
} as const;

function cursorOf(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** Any line of text is a organization in a list by name. */
function isText(cursor: string): boolean {
  try {
    const [value, id] = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return typeof value === "string" && !/\p{Cc}/u.test(value) && id === ID;
  } catch {
    return false;
  }
}

function described({ beyond, orderBy }: ReturnType<typeof keyset>) {
  const dialect = new PgDialect();
  return { beyond: dialect.sqlToQuery(beyond).sql, orderBy: dialect.sqlToQuery(orderBy).sql };
}
